import { deepEqual } from "../../../util/deep-equal.ts";
import type { KubeObject } from "../object.ts";
import { type FieldErrors, forbidden, invalidFor, none, tooLong } from "../validation/field-errors.ts";
import { dataKey } from "../validation/names.ts";
import type { Strategy } from "./strategy.ts";

export interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}

const mostBytes = 1_048_576;

/** pkg/apis/core/validation/validation.go, ValidateConfigMap */
export const configMapStrategy: Strategy<ConfigMap> = {
  validate: ({ data = {}, binaryData = {} }) => [
    ...validateKeys(data, "data"),
    ...validateKeys(binaryData, "binaryData"),
    ...validateSize([...Object.values(data), ...Object.values(binaryData)]),
  ],
  validateUpdate: (wanted, old) => validateImmutable(wanted, old, ["data", "binaryData"]),
};

export const validateKeys = (data: Readonly<Record<string, string>>, path: string): FieldErrors =>
  Object.keys(data).flatMap((key) => invalidFor(`${path}[${key}]`, key, dataKey(key)));

export const validateSize = (values: readonly string[]): FieldErrors =>
  values.reduce((sum, value) => sum + value.length, 0) > mostBytes ? [tooLong("[]", mostBytes)] : none;

/** An immutable ConfigMap or Secret keeps its contents, and stays immutable. */
export function validateImmutable(
  wanted: KubeObject,
  old: KubeObject,
  fields: readonly string[],
): FieldErrors {
  if (old["immutable"] !== true) return none;
  const message = "field is immutable when `immutable` is set";
  return [
    ...(wanted["immutable"] === true ? none : [forbidden("immutable", message)]),
    ...fields
      .filter((field) => !deepEqual(wanted[field] ?? {}, old[field] ?? {}))
      .map((field) => forbidden(field, message)),
  ];
}
