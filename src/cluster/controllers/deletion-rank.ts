import { isReady, type Pod, podCondition } from "../api/pod.ts";
import { parseTimestamp } from "../api/wall-clock.ts";

const phases = ["Pending", "Unknown", "Running"];

/**
 * Pods in the order in which a ReplicaSet deletes them when it has too many
 * (pkg/controller/controller_utils.go, ActivePodsWithRanks.Less). Of two nodes the one with more `related` pods loses
 * one. `now`: milliseconds since the epoch.
 */
export function byDeletionRank(pods: readonly Pod[], related: readonly Pod[], now: number): Pod[] {
  const perNode = new Map<string, number>();
  for (const pod of related) {
    const node = pod.spec.nodeName ?? "";
    perNode.set(node, (perNode.get(node) ?? 0) + 1);
  }
  const rank = (pod: Pod): readonly (number | string)[] => [
    pod.spec.nodeName === undefined ? 0 : 1,
    phases.indexOf(pod.status.phase),
    isReady(pod) ? 1 : 0,
    Number(pod.metadata.annotations?.["controller.kubernetes.io/pod-deletion-cost"] ?? 0),
    -(perNode.get(pod.spec.nodeName ?? "") ?? 0),
    isReady(pod) ? logAge(podCondition(pod, "Ready")?.lastTransitionTime, now) : 0,
    -restarts(pod),
    logAge(pod.metadata.creationTimestamp, now),
    pod.metadata.uid,
  ];
  return sortedBy(pods, rank);
}

/** Ages count by powers of two, so that pods of about the same age are equal and the uid decides. */
function logAge(since: string | undefined, now: number): number {
  const seconds = since === undefined ? 0 : Math.max(0, (now - parseTimestamp(since)) / 1000);
  return seconds < 1 ? 0 : Math.floor(Math.log2(seconds));
}

const restarts = (pod: Pod): number =>
  (pod.status.containerStatuses ?? []).reduce((sum, each) => Math.max(sum, each.restartCount), 0);

const sortedBy = (pods: readonly Pod[], rank: (pod: Pod) => readonly (number | string)[]): Pod[] =>
  pods
    .map((pod) => ({ pod, rank: rank(pod) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ pod }) => pod);

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let i = 0; i < a.length; i++) {
    const left = a[i] as number | string;
    const right = b[i] as number | string;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/**
 * Active pods in the order in which a Job removes them when it has too many: those that have come least far first
 * (pkg/controller/controller_utils.go, ActivePods.Less).
 */
export function byRemovalOrder(pods: readonly Pod[]): Pod[] {
  const rank = (pod: Pod): readonly (number | string)[] => [
    pod.spec.nodeName === undefined ? 0 : 1,
    phases.indexOf(pod.status.phase),
    isReady(pod) ? 1 : 0,
    isReady(pod) ? -parseTimestamp(podCondition(pod, "Ready")?.lastTransitionTime ?? "") : 0,
    -restarts(pod),
    -parseTimestamp(pod.metadata.creationTimestamp),
    pod.metadata.uid,
  ];
  return sortedBy(pods, rank);
}
