import { isReady, type Pod, podCondition } from "../api/pod.ts";
import { parseTimestamp } from "../api/wall-clock.ts";

const phases = ["Pending", "Unknown", "Running"];

/** What decides about a pod and does not change as long as the pod does not. Times are milliseconds since the epoch. */
interface Standing {
  readonly assigned: number;
  readonly phase: number;
  readonly ready: number;
  readonly cost: number;
  readonly readySince: number | undefined;
  readonly restarts: number;
  readonly created: number;
}

/** Pods never change, only their versions in the store do; each is looked at once. */
const standings = new WeakMap<Pod, Standing>();

function standingOf(pod: Pod): Standing {
  const known = standings.get(pod);
  if (known !== undefined) return known;
  const since = podCondition(pod, "Ready")?.lastTransitionTime;
  const ready = isReady(pod);
  const standing: Standing = {
    assigned: pod.spec.nodeName === undefined ? 0 : 1,
    phase: phases.indexOf(pod.status.phase),
    ready: ready ? 1 : 0,
    cost: Number(pod.metadata.annotations?.["controller.kubernetes.io/pod-deletion-cost"] ?? 0),
    readySince: ready && since !== undefined ? parseTimestamp(since) : undefined,
    restarts: restarts(pod),
    created: parseTimestamp(pod.metadata.creationTimestamp),
  };
  standings.set(pod, standing);
  return standing;
}

/**
 * The `count` pods that a ReplicaSet deletes first when it has too many
 * (pkg/controller/controller_utils.go, ActivePodsWithRanks.Less). Of two nodes the one with more pods, as `podsOn` tells,
 * loses one. `now`: milliseconds since the epoch. The time grows with the number of pods, not with its square.
 */
export function firstToDelete(
  pods: readonly Pod[],
  count: number,
  podsOn: (node: string) => number,
  now: number,
): readonly Pod[] {
  const before = (a: Pod, b: Pod): boolean => {
    const [x, y] = [standingOf(a), standingOf(b)];
    const order =
      x.assigned - y.assigned ||
      x.phase - y.phase ||
      x.ready - y.ready ||
      x.cost - y.cost ||
      podsOn(b.spec.nodeName ?? "") - podsOn(a.spec.nodeName ?? "") ||
      logAge(x.readySince, now) - logAge(y.readySince, now) ||
      y.restarts - x.restarts ||
      logAge(x.created, now) - logAge(y.created, now);
    return order === 0 ? a.metadata.uid < b.metadata.uid : order < 0;
  };
  const first: Pod[] = [];
  for (const pod of pods) {
    const last = first[count - 1];
    if (count === 0 || (last !== undefined && !before(pod, last))) continue;
    let at = Math.min(first.length, count - 1);
    for (; at > 0; at--) {
      const above = first[at - 1];
      if (above === undefined || !before(pod, above)) break;
      first[at] = above;
    }
    first[at] = pod;
  }
  return first;
}

/** Ages count by powers of two, so that pods of about the same age are equal and the uid decides. */
function logAge(since: number | undefined, now: number): number {
  const seconds = since === undefined ? 0 : Math.max(0, (now - since) / 1000);
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
