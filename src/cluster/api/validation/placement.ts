import type { LabelSelector } from "../object.ts";
import type { PodSpec, Toleration } from "../pod.ts";
import { type FieldErrors, invalid, invalidFor, none, required, unsupported } from "./field-errors.ts";
import { isLabelValue, qualifiedName } from "./names.ts";
import { oneOf, validateLabels, validateSelector } from "./object-meta.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Where a pod may run: node selector, tolerations, affinity, spreading (pkg/apis/core/validation/validation.go). */
export const validatePlacement = (spec: PodSpec, path: string): FieldErrors => [
  ...validateLabels(spec.nodeSelector, `${path}.nodeSelector`),
  ...(spec.tolerations ?? []).flatMap((each, i) => validateToleration(each, `${path}.tolerations[${i}]`)),
  ...validateAffinity(spec.affinity, `${path}.affinity`),
  ...(spec.topologySpreadConstraints ?? []).flatMap((each, i) =>
    validateSpread(each, `${path}.topologySpreadConstraints[${i}]`),
  ),
];

function validateToleration(toleration: Toleration, path: string): FieldErrors {
  const { key = "", operator = "Equal", value = "", effect = "", tolerationSeconds } = toleration;
  const errors: string[] = [];
  if (key !== "") errors.push(...invalidFor(`${path}.key`, key, qualifiedName(key)));
  else if (operator !== "Exists")
    errors.push(
      invalid(
        `${path}.operator`,
        operator,
        'operator must be Exists when `key` is empty, which means "match all values and all keys"',
      ),
    );
  if (tolerationSeconds !== undefined && effect !== "NoExecute")
    errors.push(
      invalid(`${path}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set"),
    );
  if (operator === "Equal") errors.push(...invalidFor(`${path}.operator`, value, isLabelValue(value)));
  else if (operator === "Exists") {
    if (value !== "")
      errors.push(invalid(`${path}.operator`, toleration, "value must be empty when `operator` is 'Exists'"));
  } else errors.push(unsupported(`${path}.operator`, operator, ["Equal", "Exists"]));
  if (effect !== "")
    errors.push(...oneOf(`${path}.effect`, effect, ["NoSchedule", "PreferNoSchedule", "NoExecute"]));
  return errors;
}

function validateAffinity(affinity: Fields | undefined, path: string): FieldErrors {
  const part = (kind: string, strength: "required" | "preferred"): unknown =>
    (affinity?.[kind] as Fields | undefined)?.[`${strength}DuringSchedulingIgnoredDuringExecution`];
  const hard = part("nodeAffinity", "required") as
    | { readonly nodeSelectorTerms?: readonly unknown[] }
    | undefined;
  const name = "DuringSchedulingIgnoredDuringExecution";
  const errors: string[] = [];
  if (hard !== undefined && (hard.nodeSelectorTerms ?? []).length === 0)
    errors.push(
      required(
        `${path}.nodeAffinity.required${name}.nodeSelectorTerms`,
        "must have at least one node selector term",
      ),
    );
  for (const kind of ["podAffinity", "podAntiAffinity"]) {
    const terms = (part(kind, "required") ?? []) as readonly Fields[];
    for (const [i, term] of terms.entries())
      errors.push(...validatePodTerm(term, `${path}.${kind}.required${name}[${i}]`));
    const weighted = (part(kind, "preferred") ?? []) as readonly Fields[];
    for (const [i, { weight, podAffinityTerm }] of weighted.entries()) {
      const at = `${path}.${kind}.preferred${name}[${i}]`;
      if (typeof weight !== "number" || weight < 1 || weight > 100)
        errors.push(invalid(`${at}.weight`, weight ?? 0, "must be in the range 1-100"));
      errors.push(...validatePodTerm((podAffinityTerm ?? {}) as Fields, `${at}.podAffinityTerm`));
    }
  }
  return errors;
}

const validatePodTerm = (term: Fields, path: string): FieldErrors => [
  ...validateSelector(term["labelSelector"] as LabelSelector | undefined, `${path}.labelSelector`),
  ...(term["topologyKey"] === undefined || term["topologyKey"] === ""
    ? [required(`${path}.topologyKey`, "can not be empty")]
    : none),
];

function validateSpread(constraint: Fields, path: string): FieldErrors {
  const { maxSkew, topologyKey = "", whenUnsatisfiable } = constraint;
  return [
    ...(typeof maxSkew !== "number" || maxSkew <= 0
      ? [invalid(`${path}.maxSkew`, maxSkew ?? 0, "must be greater than zero")]
      : none),
    ...(topologyKey === "" ? [required(`${path}.topologyKey`, "can not be empty")] : none),
    ...(whenUnsatisfiable === "DoNotSchedule" || whenUnsatisfiable === "ScheduleAnyway"
      ? none
      : [
          unsupported(`${path}.whenUnsatisfiable`, whenUnsatisfiable ?? "", [
            "DoNotSchedule",
            "ScheduleAnyway",
          ]),
        ]),
    ...validateSelector(constraint["labelSelector"] as LabelSelector | undefined, `${path}.labelSelector`),
  ];
}
