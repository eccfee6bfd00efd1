import type { KubeObject } from "../object.ts";
import type { Pod, PodSpec, Toleration } from "../pod.ts";
import type { Strategy } from "../strategy.ts";
import { defaultPodSpec, qosClass } from "./pod-spec-defaults.ts";

/** pkg/registry/core/pod/strategy.go, with the admission plugins that touch every pod. */
export const podStrategy: Strategy = {
  prepareForCreate(object: KubeObject): Pod {
    const spec = withTolerations(defaultPodSpec(object.spec as PodSpec));
    const gated = (spec.schedulingGates ?? []).length > 0;
    return {
      ...object,
      spec: { ...spec, serviceAccountName: spec.serviceAccountName ?? "default" },
      status: {
        phase: "Pending",
        qosClass: qosClass(spec),
        ...(gated
          ? {
              conditions: [
                {
                  type: "PodScheduled",
                  status: "False",
                  reason: "SchedulingGated",
                  message: "Scheduling is blocked due to non-empty scheduling gates",
                },
              ],
            }
          : {}),
      },
    };
  },
};

/** The DefaultTolerationSeconds admission plugin: five minutes on a node that is gone. */
function withTolerations(spec: PodSpec): PodSpec {
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
  return { ...spec, tolerations };
}
