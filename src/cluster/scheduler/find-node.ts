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

/** Looks for the first node of a ranking that no plugin refuses. */
export function findNode(state: SchedulingState, ranking: readonly NodeUse[]): Placement {
  for (const plugin of plugins) {
    const before = plugin.preFilter?.(state);
    if (before !== undefined) return { kind: "none", before };
  }
  const refuse = refuserFor(state);
  const refusals = new Map<NodeUse, Refusal>();
  for (const use of ranking) {
    const refusal = refuse(use);
    if (refusal === undefined) return { kind: "node", use };
    refusals.set(use, refusal);
  }
  return { kind: "none", refusals };
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
