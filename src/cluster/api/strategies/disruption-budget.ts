import type { KubeObject, LabelSelector } from "../object.ts";
import { invalidUnshown, none } from "../validation/field-errors.ts";
import { validateAtMostAll, validateIntOrPercent } from "../validation/int-or-percent.ts";
import { validateSelector } from "../validation/object-meta.ts";
import { withDefaults } from "../with-defaults.ts";
import type { Condition, IntOrPercent } from "../workloads.ts";
import type { Strategy } from "./strategy.ts";

export interface DisruptionBudget extends KubeObject {
  readonly spec: {
    readonly minAvailable?: IntOrPercent;
    readonly maxUnavailable?: IntOrPercent;
    readonly selector?: LabelSelector;
  };
  readonly status: {
    readonly observedGeneration?: number;
    readonly currentHealthy: number;
    readonly desiredHealthy: number;
    readonly disruptionsAllowed: number;
    readonly expectedPods: number;
    readonly conditions?: readonly Condition[];
  };
}

/** pkg/apis/policy/validation/validation.go */
export const disruptionBudgetStrategy: Strategy<DisruptionBudget> = {
  defaults: (object) => withDefaults(object, { spec: {} }),
  prepare: (object) => ({
    ...object,
    status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
  }),
  validate: ({ spec }) => [
    ...(spec.minAvailable !== undefined && spec.maxUnavailable !== undefined
      ? [invalidUnshown("spec", "minAvailable and maxUnavailable cannot be both set")]
      : none),
    ...(["minAvailable", "maxUnavailable"] as const).flatMap((field) => [
      ...validateIntOrPercent(spec[field], `spec.${field}`),
      ...validateAtMostAll(spec[field], `spec.${field}`),
    ]),
    ...validateSelector(spec.selector, "spec.selector"),
  ],
};
