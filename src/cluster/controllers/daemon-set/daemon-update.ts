import { isReady, type Pod } from "../../api/pod.ts";
import type { DaemonSet } from "../../api/workloads.ts";
import { revisionLabel } from "../controller-revisions.ts";
import { availableIn } from "../pod-availability.ts";
import { scaledAmount } from "../scaled-amount.ts";

/** What is to be done with the pods of a DaemonSet. */
export interface DaemonStep {
  readonly remove: readonly Pod[];
  /** nodes that get a new pod */
  readonly add: readonly string[];
}

/** The live pods of one node, old and new; `crowded` if there are several of a sort. */
interface NodePods {
  readonly node: string;
  readonly fresh: Pod | undefined;
  readonly old: Pod | undefined;
  readonly crowded: boolean;
}

/** What a rolling update looks at. */
interface Rollout {
  readonly nodes: readonly NodePods[];
  /** how many nodes are to have a pod */
  readonly desired: number;
  readonly isAvailable: (pod: Pod) => boolean;
  readonly belongs: (node: string) => boolean;
}

const isOfRevision = (pod: Pod, hash: string): boolean => pod.metadata.labels?.[revisionLabel] === hash;

/** Whether an update begins with a new pod and not with the end of the old one. */
export const surges = ({ spec }: DaemonSet): boolean =>
  spec.updateStrategy.type === "RollingUpdate" &&
  scaledAmount(spec.updateStrategy.rollingUpdate?.maxSurge ?? 0, 100, Math.ceil) > 0;

/**
 * Replaces old pods as far as the strategy allows (pkg/controller/daemon/update.go, rollingUpdate). `belongs`: whether
 * a node is to have a pod; `desired`: how many are; `now`: milliseconds since the epoch.
 */
export function nextUpdateStep(
  set: DaemonSet,
  hash: string,
  podsOn: ReadonlyMap<string, readonly Pod[]>,
  places: Pick<Rollout, "desired" | "belongs">,
  now: number,
): DaemonStep {
  const { updateStrategy, minReadySeconds = 0 } = set.spec;
  if (updateStrategy.type !== "RollingUpdate") return { remove: [], add: [] };
  const rollout: Rollout = {
    ...places,
    nodes: [...podsOn].map(([node, pods]) => splitPods(node, pods, hash)),
    isAvailable: (pod) => availableIn(pod, minReadySeconds, now) === 0,
  };
  const { maxSurge = 0, maxUnavailable = 1 } = updateStrategy.rollingUpdate ?? {};
  const surge = scaledAmount(maxSurge, places.desired, Math.ceil);
  if (surge > 0) return surgeStep(rollout, surge);
  return replaceStep(rollout, Math.max(1, scaledAmount(maxUnavailable, places.desired, Math.ceil)));
}

/** Old pods that are not available go at once; others as long as enough are left. */
function replaceStep({ nodes, isAvailable }: Rollout, maxUnavailable: number): DaemonStep {
  const live = nodes.filter(({ crowded }) => !crowded);
  const unavailable = nodes.filter(({ fresh, old, crowded }) => {
    const [only, other] = [fresh, old].filter((pod) => pod !== undefined);
    return crowded || only === undefined || other !== undefined || !isAvailable(only);
  });
  const olds = live.flatMap(({ fresh, old }) => (old === undefined || fresh !== undefined ? [] : [old]));
  const broken = olds.filter((pod) => !isAvailable(pod));
  const budget = Math.max(0, maxUnavailable - unavailable.length);
  return { remove: [...broken, ...olds.filter(isAvailable).slice(0, budget)], add: [] };
}

/** A node gets its new pod beside the old one, which goes when the new one is available. */
function surgeStep({ nodes, isAvailable, belongs, desired }: Rollout, maxSurge: number): DaemonStep {
  const live = nodes.filter(({ crowded }) => !crowded);
  const pairs = live.flatMap(({ node, fresh, old }) => (old === undefined ? [] : [{ node, fresh, old }]));
  const surged = pairs.filter(({ fresh }) => fresh !== undefined && !isAvailable(fresh));
  const replaced = pairs.filter(({ fresh }) => fresh !== undefined && isAvailable(fresh));
  const alone = pairs.filter(({ fresh }) => fresh === undefined);
  const broken = alone.filter(({ old }) => !isAvailable(old));
  const well = alone.filter(({ old }) => isAvailable(old));

  // On a node that is no longer to have a pod, an available one stays until it is not needed.
  const speaking = live.flatMap(({ fresh, old }) => old ?? fresh ?? []);
  const spare = Math.max(0, speaking.filter(isAvailable).length - desired);
  const unwanted = well.filter(({ node }) => !belongs(node)).slice(0, spare);
  const budget = Math.max(0, maxSurge - surged.length - (nodes.length - live.length));
  return {
    remove: [...replaced, ...broken.filter(({ node }) => !belongs(node)), ...unwanted].map(({ old }) => old),
    add: [
      ...broken.filter(({ node }) => belongs(node)),
      ...well.filter(({ node }) => belongs(node)).slice(0, budget),
    ].map(({ node }) => node),
  };
}

function splitPods(node: string, pods: readonly Pod[], hash: string): NodePods {
  const live = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const [fresh, ...moreFresh] = live.filter((pod) => isOfRevision(pod, hash));
  const [old, ...moreOld] = live.filter((pod) => !isOfRevision(pod, hash));
  return { node, fresh, old, crowded: moreFresh.length + moreOld.length > 0 };
}

/** Which of several running pods of one node have to go; they come oldest first (podsShouldBeOnNode). */
export function surplusPods(
  set: DaemonSet,
  hash: string,
  running: readonly Pod[],
  now: number,
): readonly Pod[] {
  if (!surges(set)) return running.slice(1);
  const [fresh, ...moreFresh] = running.filter((pod) => isOfRevision(pod, hash));
  const [old, ...moreOld] = running.filter((pod) => !isOfRevision(pod, hash));
  const surplus = [...moreFresh, ...moreOld];
  if (fresh === undefined || old === undefined) return surplus;
  const replaced = !isReady(old) || availableIn(fresh, set.spec.minReadySeconds ?? 0, now) === 0;
  return replaced ? [...surplus, old] : surplus;
}
