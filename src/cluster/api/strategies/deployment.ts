import { deepEqual } from "../../../util/deep-equal.ts";
import { extended } from "../../../util/extended.ts";
import { remembering } from "../../../util/remembering.ts";
import {
  atLeastZero,
  type FieldErrors,
  forbidden,
  invalid,
  none,
  unsupported,
} from "../validation/field-errors.ts";
import { amountOf, validateAtMostAll, validateIntOrPercent } from "../validation/int-or-percent.ts";
import { withDefaults, withField, withStruct } from "../with-defaults.ts";
import type { Deployment } from "../workloads.ts";
import { defaultPodTemplate } from "./pod-spec-defaults.ts";
import type { Strategy } from "./strategy.ts";
import {
  selectorIsImmutable,
  validateLongRunningTemplate,
  validateWorkloadSelector,
} from "./workload-validation.ts";

type Spec = Deployment["spec"];

/** pkg/apis/apps/v1/defaults.go, pkg/registry/apps/deployment/strategy.go, pkg/apis/apps/validation/validation.go */
export const deploymentStrategy: Strategy<Deployment> = {
  defaults: (object) => withStruct(object, "spec", defaultSpec),
  prepare: (object) => extended(object, { status: {} }),
  validate: ({ spec }, rules) => [
    ...atLeastZero("spec.replicas", spec.replicas),
    ...validateWorkloadSelector(spec, "deployment"),
    ...validateLongRunningTemplate(spec.template, "ReplicaSet", rules),
    ...validateStrategy(spec.strategy),
    ...atLeastZero("spec.minReadySeconds", spec.minReadySeconds),
    ...atLeastZero("spec.revisionHistoryLimit", spec.revisionHistoryLimit),
    ...atLeastZero("spec.progressDeadlineSeconds", spec.progressDeadlineSeconds),
    ...(spec.progressDeadlineSeconds <= (spec.minReadySeconds ?? 0)
      ? [
          invalid(
            "spec.progressDeadlineSeconds",
            spec.progressDeadlineSeconds,
            "must be greater than minReadySeconds",
          ),
        ]
      : none),
  ],
  validateUpdate: ({ spec }, old) => selectorIsImmutable(spec, old.spec),
  isNewGeneration: ({ metadata }, old) => !deepEqual(metadata.annotations, old.metadata.annotations),
};

const defaultSpec = remembering((given: Spec): Spec => {
  const filled = withDefaults(given, {
    replicas: 1,
    strategy: {},
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  });
  const strategic = withField(filled, "strategy", (strategy) => {
    const typed = withDefaults(strategy, { type: "RollingUpdate" });
    if (typed.type !== "RollingUpdate") return typed;
    return withField(withDefaults(typed, { rollingUpdate: {} }), "rollingUpdate", (rolling) =>
      withDefaults(rolling, { maxUnavailable: "25%", maxSurge: "25%" }),
    );
  });
  return withStruct(strategic, "template", defaultPodTemplate);
});

function validateStrategy({ type, rollingUpdate }: Spec["strategy"]): FieldErrors {
  const path = "spec.strategy.rollingUpdate";
  if (type === "Recreate")
    return rollingUpdate === undefined
      ? none
      : [forbidden(path, "may not be specified when strategy `type` is 'Recreate'")];
  if (type !== "RollingUpdate") return [unsupported("spec.strategy", type, ["Recreate", "RollingUpdate"])];
  const { maxUnavailable, maxSurge } = rollingUpdate ?? {};
  return [
    ...validateIntOrPercent(maxUnavailable, `${path}.maxUnavailable`),
    ...validateIntOrPercent(maxSurge, `${path}.maxSurge`),
    ...(amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0
      ? [invalid(`${path}.maxUnavailable`, maxUnavailable, "may not be 0 when `maxSurge` is 0")]
      : none),
    ...validateAtMostAll(maxUnavailable, `${path}.maxUnavailable`),
  ];
}
