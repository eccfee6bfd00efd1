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

function standingOf(pod: Pod): Standing {
  const since = podCondition(pod, "Ready")?.lastTransitionTime;
  const ready = isReady(pod);
  return {
    assigned: pod.spec.nodeName === undefined ? 0 : 1,
    phase: phases.indexOf(pod.status.phase),
    ready: ready ? 1 : 0,
    cost: Number(pod.metadata.annotations?.["controller.kubernetes.io/pod-deletion-cost"] ?? 0),
    readySince: ready && since !== undefined ? parseTimestamp(since) : undefined,
    restarts: restarts(pod),
    created: parseTimestamp(pod.metadata.creationTimestamp),
  };
}

/** A pod as it stands at one moment among those of its node. */
interface RankedPod {
  readonly pod: Pod;
  readonly standing: Standing;
  readyAge: number;
  age: number;
}

/**
 * Active pods of one owner on one node, kept in the order in which they would be deleted. The order holds until a pod
 * changes, or has lived twice as long as when its age was last looked at.
 */
export class NodePods {
  private readonly pods = new Map<string, Pod>();
  private ranked: RankedPod[] = [];
  private holdsUntil = 0;

  get size(): number {
    return this.pods.size;
  }

  /** Takes a pod, or the next version of one. */
  add(pod: Pod): void {
    this.pods.set(pod.metadata.uid, pod);
    this.holdsUntil = 0;
  }

  remove({ metadata: { uid } }: Pod): void {
    this.pods.delete(uid);
    const at = this.ranked.findIndex(({ pod }) => pod.metadata.uid === uid);
    if (at >= 0) this.ranked.splice(at, 1);
  }

  /** `now`: milliseconds since the epoch */
  inOrder(now: number): readonly RankedPod[] {
    if (now < this.holdsUntil) return this.ranked;
    this.holdsUntil = Number.POSITIVE_INFINITY;
    // each version of a pod is looked at once
    const known = new Map(this.ranked.map((each) => [each.pod, each]));
    this.ranked = Array.from(
      this.pods.values(),
      (pod) => known.get(pod) ?? { pod, standing: standingOf(pod), readyAge: 0, age: 0 },
    );
    for (const each of this.ranked) {
      const { readySince, created } = each.standing;
      each.readyAge = logAge(readySince, now);
      each.age = logAge(created, now);
      const next = Math.min(nextAge(readySince, each.readyAge), nextAge(created, each.age));
      this.holdsUntil = Math.min(this.holdsUntil, next);
    }
    return this.ranked.sort((a, b) => compareRanked(a, 1, b, 1));
  }
}

/** pkg/controller/controller_utils.go, ActivePodsWithRanks.Less; of two nodes the one with more pods loses one. */
function compareRanked(a: RankedPod, podsBesideA: number, b: RankedPod, podsBesideB: number): number {
  const [x, y] = [a.standing, b.standing];
  return (
    x.assigned - y.assigned ||
    x.phase - y.phase ||
    x.ready - y.ready ||
    x.cost - y.cost ||
    podsBesideB - podsBesideA ||
    a.readyAge - b.readyAge ||
    y.restarts - x.restarts ||
    a.age - b.age ||
    (a.pod.metadata.uid < b.pod.metadata.uid ? -1 : 1)
  );
}

/**
 * The `count` pods that a ReplicaSet deletes first when it has too many: of each node only as many are looked at as are
 * among them. `podsOn` tells how many pods a node counts with, of which `own` are among these; `now`: milliseconds since the epoch.
 */
export function firstToDelete(
  nodes: ReadonlyMap<string, NodePods>,
  count: number,
  podsOn: (node: string, own: number) => number,
  now: number,
): readonly Pod[] {
  const first: { readonly ranked: RankedPod; readonly beside: number }[] = [];
  for (const [node, pods] of nodes) {
    const beside = podsOn(node, pods.size);
    for (const ranked of pods.inOrder(now)) {
      let at = first.length;
      for (; at > 0; at--) {
        const above = first[at - 1];
        if (above === undefined || compareRanked(above.ranked, above.beside, ranked, beside) < 0) break;
      }
      if (at >= count) break;
      first.splice(at, 0, { ranked, beside });
      if (first.length > count) first.pop();
    }
  }
  return first.map(({ ranked }) => ranked.pod);
}

/** Ages count by powers of two, so that pods of about the same age are equal and the uid decides. */
function logAge(since: number | undefined, now: number): number {
  const seconds = since === undefined ? 0 : Math.max(0, (now - since) / 1000);
  return seconds < 1 ? 0 : Math.floor(Math.log2(seconds));
}

/** When the age after this one begins. */
const nextAge = (since: number | undefined, age: number): number =>
  since === undefined ? Number.POSITIVE_INFINITY : since + 1000 * 2 ** (age + 1);

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
