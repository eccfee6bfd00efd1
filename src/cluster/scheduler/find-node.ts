import { nodeAffinity, nodePorts, nodeUnschedulable, taintToleration } from "./plugins/node-plugins.ts";
import type { FilterPlugin, NodeUse, Refusal, SchedulingState } from "./plugins/plugin.ts";
import { interPodAffinity } from "./plugins/pod-affinity.ts";
import { resourcesFit } from "./plugins/resources-fit.ts";
import { podTopologySpread } from "./plugins/topology-spread.ts";
import { volumeBinding } from "./plugins/volume-binding.ts";

/** The scheduler's filter plugins in their order; the first one that refuses speaks for the node. */
const plugins: readonly FilterPlugin[] = [
  nodeUnschedulable,
  taintToleration,
  nodeAffinity,
  nodePorts,
  resourcesFit,
  volumeBinding,
  podTopologySpread,
  interPodAffinity,
];

/** Where a pod can go, or why it cannot go anywhere. */
export type Placement =
  | { readonly kind: "node"; readonly use: NodeUse }
  | { readonly kind: "none"; readonly before: string }
  | { readonly kind: "none"; readonly before?: undefined; readonly refusals: ReadonlyMap<NodeUse, Refusal> };

/** Looks for the best node of those that no plugin refuses: the emptiest, and among equals the first. */
export function findNode(state: SchedulingState, score: (use: NodeUse) => number): Placement {
  for (const plugin of plugins) {
    const before = plugin.preFilter?.(state);
    if (before !== undefined) return { kind: "none", before };
  }
  const refuse = refuserFor(state);
  const refusals = new Map<NodeUse, Refusal>();
  let best: NodeUse | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const use of state.nodes) {
    const refusal = refuse(use);
    if (refusal !== undefined) {
      refusals.set(use, refusal);
      continue;
    }
    const value = score(use);
    if (value > bestScore) {
      best = use;
      bestScore = value;
    }
  }
  return best === undefined ? { kind: "none", refusals } : { kind: "node", use: best };
}

/** Asks all plugins that have something to say about a pod. */
export function refuserFor(state: SchedulingState): (use: NodeUse) => Refusal | undefined {
  const filters = plugins.map((plugin) => plugin.filter(state)).filter((filter) => filter !== undefined);
  return (use) => {
    for (const filter of filters) {
      const refusal = filter(use);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  };
}
