import { deepEqual } from "../../../util/deep-equal.ts";
import { extended } from "../../../util/extended.ts";
import { remembering } from "../../../util/remembering.ts";
import type { Pod, PodSpec, Toleration } from "../pod.ts";
import { type FieldErrors, forbidden, none } from "../validation/field-errors.ts";
import { validatePodSpec } from "../validation/pod-spec.ts";
import { withStruct } from "../with-defaults.ts";
import { completePodSpec, defaultPodSpec, qosClass } from "./pod-spec-defaults.ts";
import type { Strategy } from "./strategy.ts";

const gatedCondition = {
  type: "PodScheduled",
  status: "False",
  reason: "SchedulingGated",
  message: "Scheduling is blocked due to non-empty scheduling gates",
} as const;

/** pkg/registry/core/pod/strategy.go, with the admission plugins that touch every pod. */
export const podStrategy: Strategy<Pod> = {
  defaults: (object) => withStruct(object, "spec", withDefaultFields),
  prepare(object) {
    const gated = (object.spec.schedulingGates ?? []).length > 0;
    return extended(object, {
      spec: withTolerations(object.spec),
      status: {
        phase: "Pending" as const,
        qosClass: qosClass(object.spec),
        ...(gated ? { conditions: [gatedCondition] } : {}),
      },
    });
  },
  validate: ({ spec }, rules) => validatePodSpec(spec, "spec", rules),
  validateUpdate: ({ spec }, old) => validateSpecUpdate(spec, old.spec),
};

const withDefaultFields = remembering((spec: PodSpec) => completePodSpec(defaultPodSpec(spec)));

/** The DefaultTolerationSeconds admission plugin: five minutes on a node that is gone. */
const withTolerations = remembering((spec: PodSpec): PodSpec => {
  const tolerations: Toleration[] = [...(spec.tolerations ?? [])];
  for (const key of ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"]) {
    const tolerated = tolerations.some(
      (each) =>
        (each.key === key || (each.key ?? "") === "") &&
        (each.effect === "NoExecute" || (each.effect ?? "") === ""),
    );
    if (!tolerated)
      tolerations.push({ key, operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 });
  }
  return extended(spec, { tolerations });
});

/** Little of a pod may change: images, a deadline, more tolerations, and what keeps it from being scheduled. */
function validateSpecUpdate(spec: PodSpec, old: PodSpec): FieldErrors {
  const gated = (old.schedulingGates ?? []).length > 0;
  if (deepEqual(unchangeable(spec, gated), unchangeable(old, gated)) && keepsTolerations(spec, old))
    return none;
  return [
    forbidden(
      "spec",
      "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
    ),
  ];
}

function unchangeable(spec: PodSpec, gated: boolean): Readonly<Record<string, unknown>> {
  const {
    activeDeadlineSeconds: _deadline,
    tolerations: _tolerations,
    schedulingGates: _gates,
    ...rest
  } = spec;
  const plain = (list: PodSpec["containers"] | undefined) => list?.map(({ image: _image, ...each }) => each);
  const fixed = { ...rest, containers: plain(rest.containers), initContainers: plain(rest.initContainers) };
  if (!gated) return fixed;
  const { nodeSelector: _selector, affinity: _affinity, ...others } = fixed;
  return others;
}

const keepsTolerations = (spec: PodSpec, old: PodSpec): boolean =>
  (old.tolerations ?? []).every((each) => spec.tolerations?.some((kept) => deepEqual(kept, each)));
