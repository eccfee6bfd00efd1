import type { Pod } from "../api/pod.ts";
import { refuserFor } from "./find-node.ts";
import type { NodeUse, Refusal, SchedulingState } from "./plugins/plugin.ts";
import { add, podRequests } from "./pod-requests.ts";

/** The pods to delete so that another one fits, and where. */
export interface Preemption {
  readonly node: string;
  readonly victims: readonly Pod[];
}

/** The reason of the condition that a pod gets when it has to go for another. */
export const preemptedBy = "PreemptionByScheduler";

export const priorityOf = (pod: Pod): number => pod.spec.priority ?? 0;

/**
 * Finds the node on which a pod would fit if pods of lower priority were gone: the one whose most important victim matters
 * least, then the one with the fewest victims (pkg/scheduler/framework/preemption). "underway" while earlier victims of
 * the pod still terminate.
 */
export function findPreemption(
  state: SchedulingState,
  refusals: ReadonlyMap<NodeUse, Refusal>,
): Preemption | "underway" | undefined {
  if (state.pod.spec.preemptionPolicy === "Never") return undefined;
  if (waitsForVictims(state)) return "underway";
  let best: Preemption | undefined;
  for (const use of state.nodes) {
    if (refusals.get(use)?.preemptable !== true) continue;
    const victims = victimsOn(state, use);
    if (victims === undefined) continue;
    const candidate = { node: use.node.metadata.name, victims };
    if (best === undefined || isBetter(candidate, best)) best = candidate;
  }
  return best;
}

function waitsForVictims({ pod, nodes }: SchedulingState): boolean {
  const nominated = nodes.find(({ node }) => node.metadata.name === pod.status.nominatedNodeName);
  return [...(nominated?.pods.values() ?? [])].some(
    (other) =>
      priorityOf(other) < priorityOf(pod) &&
      other.metadata.deletionTimestamp !== undefined &&
      other.status.conditions?.some(({ reason }) => reason === preemptedBy) === true,
  );
}

/** The least set of victims on one node: all that matter less, less those that can stay after all. */
function victimsOn(state: SchedulingState, use: NodeUse): readonly Pod[] | undefined {
  const lower = [...use.pods.values()]
    .filter((pod) => priorityOf(pod) < priorityOf(state.pod))
    .sort((a, b) => priorityOf(b) - priorityOf(a));
  if (lower.length === 0) return undefined;
  const fits = (gone: ReadonlySet<Pod>): boolean => {
    const left = without(use, gone);
    const nodes = state.nodes.map((each) => (each === use ? left : each));
    const averse = nodes.filter((each) => each.averse.size > 0);
    return refuserFor({ ...state, nodes, averse })(left) === undefined;
  };
  const gone = new Set(lower);
  if (!fits(gone)) return undefined;
  for (const pod of lower) {
    gone.delete(pod);
    if (!fits(gone)) gone.add(pod);
  }
  return [...gone];
}

function without(use: NodeUse, gone: ReadonlySet<Pod>): NodeUse {
  const pods = new Map(use.pods);
  const averse = new Map(use.averse);
  const used = new Map(use.used);
  for (const pod of gone) {
    pods.delete(pod.metadata.uid);
    averse.delete(pod.metadata.uid);
    add(used, podRequests(pod.spec), -1);
  }
  return { ...use, used, pods, averse };
}

function isBetter(a: Preemption, b: Preemption): boolean {
  const worst = ({ victims }: Preemption): number => Math.max(...victims.map(priorityOf));
  return worst(a) !== worst(b) ? worst(a) < worst(b) : a.victims.length < b.victims.length;
}
