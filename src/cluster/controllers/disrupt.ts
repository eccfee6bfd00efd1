import { refOf } from "../api/object.ts";
import type { Pod, PodCondition, PodStatus } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";

/** Notes in a pod's status why something other than its owner is about to delete it, and what else is new. */
export function disrupt(
  { api, clock, rules }: ClusterContext,
  pod: Pod,
  reason: string,
  message: string,
  news: Partial<PodStatus> = {},
): void {
  const condition: PodCondition = {
    type: "DisruptionTarget",
    status: "True",
    reason,
    message,
    lastTransitionTime: clock.timestamp(),
    ...(rules.podObservedGeneration && pod.metadata.generation !== undefined
      ? { observedGeneration: pod.metadata.generation }
      : {}),
  };
  api.updateStatus<Pod>(refOf(pod), (status) => ({
    ...status,
    ...news,
    conditions: [...(status.conditions ?? []).filter(({ type }) => type !== condition.type), condition],
  }));
}
