import type { KubernetesRules } from "../../kubernetes-rules.ts";
import type { EnvFromSource, EnvVar } from "../pod.ts";
import { type FieldErrors, invalid, invalidFor, none, required } from "./field-errors.ts";
import { dataKey, variableName } from "./names.ts";

/** A container's variables (pkg/apis/core/validation/validation.go, ValidateEnv). */
export const validateEnv = (
  env: readonly EnvVar[] | undefined,
  path: string,
  rules: KubernetesRules,
): FieldErrors =>
  (env ?? []).flatMap((variable, i) => {
    const at = `${path}[${i}]`;
    const { name, value = "", valueFrom } = variable;
    return [
      ...(name === undefined || name === ""
        ? [required(`${at}.name`)]
        : invalidFor(`${at}.name`, name, variableName(name, rules.relaxedVariableNames))),
      ...(valueFrom === undefined || valueFrom === null
        ? none
        : validateSource(valueFrom, value, `${at}.valueFrom`)),
    ];
  });

function validateSource(source: NonNullable<EnvVar["valueFrom"]>, value: string, path: string): FieldErrors {
  const kinds = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"] as const;
  const given = kinds.filter((kind) => source[kind] !== undefined && source[kind] !== null);
  const errors: string[] = [];
  for (const kind of ["configMapKeyRef", "secretKeyRef"] as const) {
    const ref = source[kind];
    if (ref === undefined || ref === null) continue;
    if (ref.key === undefined || ref.key === "") errors.push(required(`${path}.${kind}.key`));
    else errors.push(...invalidFor(`${path}.${kind}.key`, ref.key, dataKey(ref.key)));
  }
  if (given.length === 0) {
    const choice = "`configMapKeyRef`, `fieldRef`, `resourceFieldRef` or `secretKeyRef`";
    errors.push(invalid(path, "", `must specify one of: ${choice}`));
  } else if (value !== "") errors.push(invalid(path, "", "may not be specified when `value` is not empty"));
  else if (given.length > 1)
    errors.push(invalid(path, "", "may not have more than one field specified at a time"));
  return errors;
}

export const validateEnvFrom = (sources: readonly EnvFromSource[] | undefined, path: string): FieldErrors =>
  (sources ?? []).flatMap(({ configMapRef, secretRef }, i) => {
    const at = `${path}[${i}]`;
    const named = [
      ["configMapRef", configMapRef],
      ["secretRef", secretRef],
    ] as const;
    const given = named.filter(([, ref]) => ref !== undefined && ref !== null);
    const errors = given
      .filter(([, ref]) => ref?.name === undefined || ref.name === "")
      .map(([kind]) => required(`${at}.${kind}.name`));
    if (given.length === 0)
      errors.push(invalid(at, "", "must specify one of: `configMapRef` or `secretRef`"));
    if (given.length > 1)
      errors.push(invalid(at, "", "may not have more than one field specified at a time"));
    return errors;
  });
