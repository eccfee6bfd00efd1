import { isReady, type Pod, podCondition } from "../../api/pod.ts";
import { parseTimestamp } from "../../api/wall-clock.ts";
import { mostRestarts, phaseRank } from "../pod-progress.ts";

/**
 * Active pods in the order in which a Job removes them when it has too many: those that have come least far first
 * (pkg/controller/controller_utils.go, ActivePods.Less).
 */
export function byRemovalOrder(pods: readonly Pod[]): Pod[] {
  const rank = (pod: Pod): readonly (number | string)[] => [
    pod.spec.nodeName === undefined ? 0 : 1,
    phaseRank(pod),
    isReady(pod) ? 1 : 0,
    isReady(pod) ? -parseTimestamp(podCondition(pod, "Ready")?.lastTransitionTime ?? "") : 0,
    -mostRestarts(pod),
    -parseTimestamp(pod.metadata.creationTimestamp),
    pod.metadata.uid,
  ];
  return pods
    .map((pod) => ({ pod, rank: rank(pod) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ pod }) => pod);
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let i = 0; i < a.length; i++) {
    const left = a[i] as number | string;
    const right = b[i] as number | string;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
