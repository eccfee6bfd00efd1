import { type LabelSelector, matchesSelector } from "../../api/object.ts";
import { type FilterPlugin, refusal, type SchedulingState } from "./plugin.ts";

interface Constraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway";
  readonly labelSelector?: LabelSelector;
  readonly minDomains?: number;
}

/** pkg/scheduler/framework/plugins/podtopologyspread */
export const podTopologySpread: FilterPlugin = {
  filter(state) {
    const constraints = (state.pod.spec.topologySpreadConstraints ?? []) as unknown as readonly Constraint[];
    const hard = constraints.filter((each) => each.whenUnsatisfiable !== "ScheduleAnyway");
    if (hard.length === 0) return undefined;
    const counted = hard.map((constraint) => {
      const counts = countByDomain(state, constraint);
      const enough = counts.size >= (constraint.minDomains ?? 1);
      const self = matchesSelector(constraint.labelSelector, state.pod.metadata.labels) ? 1 : 0;
      return { constraint, counts, self, least: enough ? least(counts.values()) : 0 };
    });
    return ({ node }) => {
      for (const { constraint, counts, self, least } of counted) {
        const domain = node.metadata.labels?.[constraint.topologyKey];
        if (domain === undefined)
          return refusal("node(s) didn't match pod topology spread constraints (missing required label)");
        if ((counts.get(domain) ?? 0) + self - least > constraint.maxSkew)
          return refusal("node(s) didn't match pod topology spread constraints", true);
      }
      return undefined;
    };
  },
};

function least(counts: Iterable<number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const count of counts) if (count < least) least = count;
  return least;
}

/** How many matching pods each domain holds; domains of nodes that the pod could not use do not count. */
function countByDomain({ pod, nodes }: SchedulingState, constraint: Constraint): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const selector = Object.entries(pod.spec.nodeSelector ?? {});
  for (const { node, pods } of nodes) {
    const labels = node.metadata.labels ?? {};
    const domain = labels[constraint.topologyKey];
    if (domain === undefined || !selector.every(([key, value]) => labels[key] === value)) continue;
    let count = counts.get(domain) ?? 0;
    for (const other of pods.values())
      if (
        other.metadata.namespace === pod.metadata.namespace &&
        other.metadata.deletionTimestamp === undefined &&
        matchesSelector(constraint.labelSelector, other.metadata.labels)
      )
        count++;
    counts.set(domain, count);
  }
  return counts;
}
