import { extended } from "../../../util/extended.ts";
import { atLeastZero, none, required } from "../validation/field-errors.ts";
import { validateSelector } from "../validation/object-meta.ts";
import { withDefaults, withStruct } from "../with-defaults.ts";
import type { ReplicaSet } from "../workloads.ts";
import { defaultPodTemplate } from "./pod-spec-defaults.ts";
import type { Strategy } from "./strategy.ts";
import {
  selectorIsImmutable,
  selectorMismatch,
  validateLongRunningTemplate,
  validateWorkloadSelector,
} from "./workload-validation.ts";

/** pkg/apis/apps/v1/defaults.go and pkg/registry/apps/replicaset/strategy.go */
export const replicaSetStrategy: Strategy<ReplicaSet> = {
  defaults: (object) =>
    withStruct(object, "spec", (spec) =>
      withStruct(withDefaults(spec, { replicas: 1 }), "template", defaultPodTemplate),
    ),
  prepare: (object) => extended(object, { status: { replicas: 0 } }),
  validate: ({ spec }, rules) => [
    ...atLeastZero("spec.replicas", spec.replicas),
    ...atLeastZero("spec.minReadySeconds", spec.minReadySeconds),
    ...validateWorkloadSelector(spec, "deployment"),
    ...validateLongRunningTemplate(spec.template, "ReplicaSet", rules),
  ],
  validateUpdate: ({ spec }, old) => selectorIsImmutable(spec, old.spec),
};

/** A ReplicationController selects by plain labels: those of its template by default. */
export const replicationControllerStrategy: Strategy<ReplicaSet> = {
  defaults: (object) =>
    withStruct(object, "spec", (spec) => {
      const labels = spec.template?.metadata?.labels;
      const filled = withDefaults(spec, { replicas: 1, selector: labels });
      return withStruct(filled, "template", defaultPodTemplate);
    }),
  prepare: (object) => extended(object, { status: { replicas: 0 } }),
  validate({ spec }, rules) {
    const matchLabels = spec.selector as Readonly<Record<string, string>> | undefined;
    return [
      ...atLeastZero("spec.replicas", spec.replicas),
      ...(matchLabels === undefined || Object.keys(matchLabels).length === 0
        ? [required("spec.selector")]
        : [
            ...validateSelector({ matchLabels }, "spec"),
            ...selectorMismatch({ matchLabels }, spec.template),
          ]),
      ...(spec.template === undefined
        ? none
        : validateLongRunningTemplate(spec.template, "ReplicationController", rules)),
    ];
  },
};
