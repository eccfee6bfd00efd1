import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { renderInternal } from "../internal/render-internal.ts";
import {
  atLeastZero,
  type FieldErrors,
  invalid,
  invalidUnshown,
  none,
  required,
  Shown,
  tooMany,
  unsupported,
} from "../validation/field-errors.ts";
import { validatePodTemplate } from "../validation/pod-spec.ts";
import type { Job, PodFailureRule } from "../workloads.ts";

type Spec = Job["spec"];

const mostParallel = 100_000;

/** What a Job and the template of a CronJob's Jobs have in common (pkg/apis/batch/validation/validation.go, validateJobSpec). */
export function validateJobSpec(spec: Spec, path: string, rules: KubernetesRules): FieldErrors {
  const counters = [
    "parallelism",
    "completions",
    "activeDeadlineSeconds",
    "backoffLimit",
    "ttlSecondsAfterFinished",
    "backoffLimitPerIndex",
    "maxFailedIndexes",
  ] as const;
  return [
    ...counters.flatMap((field) => atLeastZero(`${path}.${field}`, spec[field])),
    ...(spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined
      ? [required(`${path}.backoffLimitPerIndex`, "when maxFailedIndexes is specified")]
      : none),
    ...validateMode(spec, path, rules),
    ...validateFailurePolicy(spec, `${path}.podFailurePolicy`),
    ...validateReplacement(spec, `${path}.podReplacementPolicy`),
    ...validatePodTemplate(spec.template, `${path}.template`, rules),
    ...validateRestartPolicy(spec, `${path}.template.spec.restartPolicy`),
  ];
}

function validateMode(spec: Spec, path: string, rules: KubernetesRules): FieldErrors {
  const { completionMode: mode, completions, parallelism, maxFailedIndexes } = spec;
  if (mode === "NonIndexed")
    return [
      ...(["backoffLimitPerIndex", "maxFailedIndexes"] as const)
        .filter((field) => spec[field] !== undefined)
        .map((field) => invalid(`${path}.${field}`, spec[field], "requires indexed completion mode")),
      ...(spec.successPolicy === undefined
        ? none
        : [
            invalid(
              `${path}.successPolicy`,
              new Shown(renderInternal("SuccessPolicy", spec.successPolicy, rules)),
              "requires indexed completion mode",
            ),
          ]),
    ];
  if (mode !== "Indexed") return [unsupported(`${path}.completionMode`, mode, ["NonIndexed", "Indexed"])];
  return [
    ...(completions === undefined
      ? [required(`${path}.completions`, "when completion mode is Indexed")]
      : none),
    ...(parallelism > mostParallel
      ? [
          invalid(
            `${path}.parallelism`,
            parallelism,
            `must be less than or equal to ${mostParallel} when completion mode is Indexed`,
          ),
        ]
      : none),
    ...(completions !== undefined && maxFailedIndexes !== undefined && maxFailedIndexes > completions
      ? [invalid(`${path}.maxFailedIndexes`, maxFailedIndexes, "must be less than or equal to completions")]
      : none),
  ];
}

const actions = ["Count", "FailIndex", "FailJob", "Ignore"];

function validateFailurePolicy(spec: Spec, path: string): FieldErrors {
  const rules = spec.podFailurePolicy?.rules ?? [];
  const { containers = [], initContainers = [] } = spec.template.spec;
  const names = new Set([...containers, ...initContainers].map(({ name }) => name));
  return [
    ...(rules.length > 20 ? [tooMany(`${path}.rules`, rules.length, 20)] : none),
    ...rules.flatMap((rule, i) => validateFailureRule(rule, `${path}.rules[${i}]`, spec, names)),
  ];
}

function validateFailureRule(
  { action, onExitCodes, onPodConditions = [] }: PodFailureRule,
  path: string,
  spec: Spec,
  names: ReadonlySet<string>,
): FieldErrors {
  const errors: string[] = [];
  const shownActions = `[${actions.map((each) => JSON.stringify(each)).join(" ")}]`;
  if (action === undefined) errors.push(required(`${path}.action`, `valid values: ${shownActions}`));
  else if (!actions.includes(action)) errors.push(unsupported(`${path}.action`, action, actions));
  else if (action === "FailIndex" && spec.backoffLimitPerIndex === undefined)
    errors.push(invalid(`${path}.action`, action, "requires the backoffLimitPerIndex to be set"));
  if (onExitCodes !== undefined) {
    const { operator, containerName, values = [] } = onExitCodes;
    const at = `${path}.onExitCodes`;
    if (operator !== "In" && operator !== "NotIn")
      errors.push(unsupported(`${at}.operator`, operator ?? "", ["In", "NotIn"]));
    if (containerName !== undefined && !names.has(containerName))
      errors.push(
        invalid(
          `${at}.containerName`,
          containerName,
          "must be one of the container or initContainer names in the pod template",
        ),
      );
    if (values.length === 0) errors.push(invalid(`${at}.values`, values, "at least one value is required"));
    for (const [i, value] of values.entries())
      if (operator === "In" && value === 0)
        errors.push(invalid(`${at}.values[${i}]`, value, "must not be 0 for the In operator"));
  }
  if (onExitCodes !== undefined && onPodConditions.length > 0)
    errors.push(invalidUnshown(path, "specifying both OnExitCodes and OnPodConditions is not supported"));
  if (onExitCodes === undefined && onPodConditions.length === 0)
    errors.push(invalidUnshown(path, "specifying one of OnExitCodes and OnPodConditions is required"));
  return errors;
}

function validateReplacement(
  { podReplacementPolicy: policy, podFailurePolicy }: Spec,
  path: string,
): FieldErrors {
  const allowed = podFailurePolicy === undefined ? ["Failed", "TerminatingOrFailed"] : ["Failed"];
  return allowed.includes(policy) ? none : [unsupported(path, policy, allowed)];
}

/** `Always` may be no more than the default of a pod, so it is told as if there were none. */
function validateRestartPolicy({ template, podFailurePolicy }: Spec, path: string): FieldErrors {
  const { restartPolicy } = template.spec;
  if (restartPolicy === undefined || restartPolicy === "Always")
    return [required(path, 'valid values: "OnFailure", "Never"')];
  if (restartPolicy !== "OnFailure" && restartPolicy !== "Never")
    return [unsupported(path, restartPolicy, ["OnFailure", "Never"])];
  return podFailurePolicy !== undefined && restartPolicy !== "Never"
    ? [invalid(path, restartPolicy, 'only "Never" is supported when podFailurePolicy is specified')]
    : none;
}
