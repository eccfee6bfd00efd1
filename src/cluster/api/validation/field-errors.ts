import { quote } from "../../../gotemplate/text/quote.ts";
import { goJson } from "./go-json.ts";

/**
 * Errors of fields in the server's words, `spec.replicas: Invalid value: -1: must be greater than or equal to 0`
 * (staging/apimachinery/pkg/util/validation/field/errors.go).
 */
export type FieldErrors = readonly string[];

export const none: FieldErrors = [];

/** A value that is shown as this text. */
export class Shown {
  constructor(readonly text: string) {}
}

const withDetail = (text: string, detail: string): string => (detail === "" ? text : `${text}: ${detail}`);

export const required = (path: string, detail = ""): string => withDetail(`${path}: Required value`, detail);

export const forbidden = (path: string, detail: string): string => withDetail(`${path}: Forbidden`, detail);

export const invalid = (path: string, value: unknown, detail: string): string =>
  withDetail(`${path}: Invalid value: ${shown(value)}`, detail);

/** An invalid value that is too much to show. */
export const invalidUnshown = (path: string, detail: string): string => `${path}: Invalid value: ${detail}`;

export const duplicate = (path: string, value: unknown): string =>
  `${path}: Duplicate value: ${shown(value)}`;

export const notFound = (path: string, value: unknown): string => `${path}: Not found: ${shown(value)}`;

export const unsupported = (path: string, value: unknown, supported: readonly string[]): string =>
  `${path}: Unsupported value: ${shown(value)}: supported values: ${supported.map((each) => quote(each)).join(", ")}`;

export const tooMany = (path: string, count: number, most: number): string =>
  `${path}: Too many: ${count}: must have at most ${most} items`;

export const tooLong = (path: string, bytes: number): string =>
  `${path}: Too long: may not be more than ${bytes} bytes`;

export const immutable = (path: string, value: unknown): string => invalid(path, value, "field is immutable");

/** One error of many messages about the same value. */
export const invalidFor = (path: string, value: unknown, details: readonly string[]): FieldErrors =>
  details.length === 0 ? none : details.map((detail) => invalid(path, value, detail));

export const atLeastZero = (path: string, value: number | undefined): FieldErrors =>
  value !== undefined && value < 0 ? [invalid(path, value, "must be greater than or equal to 0")] : none;

/** All errors as one text; the same one is said once. */
export function joined(errors: FieldErrors): string {
  const distinct = [...new Set(errors)];
  return distinct.length === 1 ? (distinct[0] ?? "") : `[${distinct.join(", ")}]`;
}

function shown(value: unknown): string {
  if (value instanceof Shown) return value.text;
  if (value === undefined || value === null) return '"null"';
  return typeof value === "string" ? quote(value) : goJson(value);
}
