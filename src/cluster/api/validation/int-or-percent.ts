import type { IntOrPercent } from "../workloads.ts";
import { atLeastZero, type FieldErrors, invalid, none } from "./field-errors.ts";

const percentMessage =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

/** A whole number from 0 on or a percentage (pkg/apis/apps/validation/validation.go, ValidatePositiveIntOrPercent). */
export function validateIntOrPercent(value: IntOrPercent | undefined, path: string): FieldErrors {
  if (typeof value === "number") return atLeastZero(path, value);
  return value === undefined || /^[0-9]+%$/.test(value) ? none : [invalid(path, value, percentMessage)];
}

export const validateAtMostAll = (value: IntOrPercent | undefined, path: string): FieldErrors =>
  typeof value === "string" && /^[0-9]+%$/.test(value) && amountOf(value) > 100
    ? [invalid(path, value, "must not be greater than 100%")]
    : none;

/** The number, or how many percent. */
export const amountOf = (value: IntOrPercent | undefined): number =>
  typeof value === "number" ? value : Number.parseInt(value ?? "0", 10) || 0;
