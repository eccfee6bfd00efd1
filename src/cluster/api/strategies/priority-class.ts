import type { KubeObject } from "../object.ts";
import { forbidden, immutable, none } from "../validation/field-errors.ts";
import { withDefaults } from "../with-defaults.ts";
import type { Strategy } from "./strategy.ts";

export interface PriorityClass extends KubeObject {
  readonly value: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: "Never" | "PreemptLowerPriority";
}

const highestForUsers = 1_000_000_000;

/** pkg/apis/scheduling/v1/defaults.go and pkg/apis/scheduling/validation/validation.go */
export const priorityClassStrategy: Strategy<PriorityClass> = {
  defaults: (object) => withDefaults(object, { value: 0, preemptionPolicy: "PreemptLowerPriority" }),
  validate: ({ metadata, value }) =>
    value > highestForUsers && !metadata.name.startsWith("system-")
      ? [forbidden("value", `maximum allowed value of a user defined priority is ${highestForUsers}`)]
      : none,
  validateUpdate: (wanted, old) => [
    ...(wanted.value === old.value ? none : [forbidden("value", "may not be changed in an update.")]),
    ...(wanted.preemptionPolicy === old.preemptionPolicy
      ? none
      : [immutable("preemptionPolicy", wanted.preemptionPolicy)]),
  ],
};
