import type { Node } from "../../api/node.ts";
import { readyStatus } from "./node-taints.ts";

/** Milliseconds from one node whose pods are to go to the next one, in a zone that is well but for them. */
const usual = 10_000;
/** The same in a zone where most nodes are gone, if the cluster is large. */
const reduced = 100_000;
const largeCluster = 50;
/** From this share of dead nodes on (three at least) a zone counts as disrupted. */
const unhealthyShare = 0.55;

/** Nodes of one zone share a limit of how fast they are given up. */
export const zoneOf = ({ metadata }: Node): string =>
  `${metadata.labels?.["topology.kubernetes.io/region"] ?? ""}:\0:${metadata.labels?.["topology.kubernetes.io/zone"] ?? ""}`;

export interface Disruption {
  /** no node is ready: it is taken to be the control plane that is cut off */
  readonly everywhere: boolean;
  /** milliseconds between nodes of a zone that are given up; Infinity: none is */
  readonly pauses: ReadonlyMap<string, number>;
}

/** How badly the zones of a cluster are off (node_lifecycle_controller.go, handleDisruption). */
export function disruptionOf(nodes: readonly Node[]): Disruption {
  const zones = new Map<string, { ready: number; dead: number }>();
  for (const node of nodes) {
    const counts = zones.get(zoneOf(node)) ?? { ready: 0, dead: 0 };
    counts[readyStatus(node) === "True" ? "ready" : "dead"]++;
    zones.set(zoneOf(node), counts);
  }
  const everywhere = [...zones.values()].every(({ ready }) => ready === 0);
  const pause = ({ ready, dead }: { ready: number; dead: number }): number => {
    if (everywhere) return Number.POSITIVE_INFINITY;
    const isPartial = ready > 0 && dead > 2 && dead / (ready + dead) >= unhealthyShare;
    if (!isPartial) return usual;
    return nodes.length > largeCluster ? reduced : Number.POSITIVE_INFINITY;
  };
  return { everywhere, pauses: new Map([...zones].map(([zone, counts]) => [zone, pause(counts)])) };
}
