import { deepEqual } from "../../../util/deep-equal.ts";
import { remembering } from "../../../util/remembering.ts";
import {
  atLeastZero,
  type FieldErrors,
  invalid,
  none,
  required,
  unsupported,
} from "../validation/field-errors.ts";
import { amountOf, validateAtMostAll, validateIntOrPercent } from "../validation/int-or-percent.ts";
import { withDefaults, withField, withStruct } from "../with-defaults.ts";
import type { DaemonSet } from "../workloads.ts";
import { defaultPodTemplate } from "./pod-spec-defaults.ts";
import type { Strategy } from "./strategy.ts";
import {
  selectorIsImmutable,
  validateLongRunningTemplate,
  validateWorkloadSelector,
} from "./workload-validation.ts";

type Spec = DaemonSet["spec"];

/** pkg/apis/apps/v1/defaults.go and pkg/apis/apps/validation/validation.go */
export const daemonSetStrategy: Strategy<DaemonSet> = {
  defaults: (object) => withStruct(object, "spec", defaultSpec),
  prepare: (object) => ({
    ...withTemplateGeneration(object, 1),
    status: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  }),
  prepareUpdate: (wanted, old) => {
    const isNew = !deepEqual(wanted.spec.template, old.spec.template);
    return withTemplateGeneration(wanted, templateGenerationOf(old) + (isNew ? 1 : 0));
  },
  validate: ({ spec }, rules) => [
    ...validateWorkloadSelector(spec, "daemonset"),
    ...validateLongRunningTemplate(spec.template, "DaemonSet", rules),
    ...atLeastZero("spec.minReadySeconds", spec.minReadySeconds),
    ...validateStrategy(spec.updateStrategy),
    ...atLeastZero("spec.revisionHistoryLimit", spec.revisionHistoryLimit),
  ],
  validateUpdate: ({ spec }, old) => selectorIsImmutable(spec, old.spec),
};

const generationAnnotation = "deprecated.daemonset.template.generation";

/** How often the template has changed, which v1 tells as an annotation. */
export const templateGenerationOf = ({ metadata }: DaemonSet): number =>
  Number(metadata.annotations?.[generationAnnotation] ?? 1);

const withTemplateGeneration = (object: DaemonSet, generation: number): DaemonSet => ({
  ...object,
  metadata: {
    ...object.metadata,
    annotations: { ...object.metadata.annotations, [generationAnnotation]: String(generation) },
  },
});

const defaultSpec = remembering((given: Spec): Spec => {
  const filled = withDefaults(given, { updateStrategy: {}, revisionHistoryLimit: 10 });
  const strategic = withField(filled, "updateStrategy", (strategy) => {
    const typed = withDefaults(strategy, { type: "RollingUpdate" });
    if (typed.type !== "RollingUpdate") return typed;
    return withField(withDefaults(typed, { rollingUpdate: {} }), "rollingUpdate", (rolling) =>
      withDefaults(rolling, { maxUnavailable: 1, maxSurge: 0 }),
    );
  });
  return withStruct(strategic, "template", defaultPodTemplate);
});

function validateStrategy({ type, rollingUpdate }: Spec["updateStrategy"]): FieldErrors {
  if (type === "OnDelete") return none;
  if (type !== "RollingUpdate")
    return [unsupported("spec.updateStrategy", type, ["RollingUpdate", "OnDelete"])];
  const path = "spec.updateStrategy.rollingUpdate";
  const { maxUnavailable, maxSurge } = rollingUpdate ?? {};
  const errors = [
    ...validateIntOrPercent(maxUnavailable, `${path}.maxUnavailable`),
    ...validateIntOrPercent(maxSurge, `${path}.maxSurge`),
    ...validateAtMostAll(maxUnavailable, `${path}.maxUnavailable`),
    ...validateAtMostAll(maxSurge, `${path}.maxSurge`),
  ];
  const [unavailable, surge] = [amountOf(maxUnavailable), amountOf(maxSurge)];
  if (unavailable !== 0 && surge !== 0)
    errors.push(invalid(`${path}.maxSurge`, maxSurge, "may not be set when maxUnavailable is non-zero"));
  if (unavailable === 0 && surge === 0)
    errors.push(required(`${path}.maxUnavailable`, "cannot be 0 when maxSurge is 0"));
  return errors;
}
