import type { Node } from "../../api/node.ts";
import type { ClusterContext } from "../../cluster.ts";
import { disruptionOf, zoneOf } from "./eviction-rate.ts";
import { evictingTaint, hasEvictingTaint, readyStatus, setEvictingTaint } from "./node-taints.ts";

/** Gives nodes that are not ready the taint that evicts their pods, zone by zone, and no faster than is safe. */
export class NodeEvictions {
  /** nodes that wait for their taint, in order */
  private readonly waiting = new Map<string, string[]>();
  /** from when on a zone may lose another node, virtual milliseconds */
  private readonly nextAllowed = new Map<string, number>();
  private readonly timers = new Set<string>();

  constructor(private readonly context: ClusterContext) {}

  /** Looks at all nodes: those that are ready again are released, the others wait for their turn. */
  consider(nodes: readonly Node[]): void {
    const { everywhere } = disruptionOf(nodes);
    for (const node of nodes) {
      const taint = everywhere ? undefined : evictingTaint(readyStatus(node));
      if (taint === undefined) setEvictingTaint(this.context, node, undefined);
      else if (!hasEvictingTaint(node, taint)) this.enqueue(zoneOf(node), node.metadata.name);
    }
    for (const zone of this.waiting.keys()) this.taintNext(zone);
  }

  private enqueue(zone: string, node: string): void {
    const names = this.waiting.get(zone) ?? [];
    this.waiting.set(zone, names);
    if (!names.includes(node)) names.push(node);
  }

  private taintNext(zone: string): void {
    const { api, kernel } = this.context;
    const names = this.waiting.get(zone) ?? [];
    const nodes = api.list<Node>("Node");
    const pause = disruptionOf(nodes).pauses.get(zone) ?? Number.POSITIVE_INFINITY;
    if (names.length === 0 || pause === Number.POSITIVE_INFINITY || this.timers.has(zone)) return;
    const wait = (this.nextAllowed.get(zone) ?? 0) - kernel.now;
    if (wait > 0) {
      this.timers.add(zone);
      kernel.schedule(wait, () => {
        this.timers.delete(zone);
        this.taintNext(zone);
      });
      return;
    }
    const name = names.shift();
    const node = nodes.find(({ metadata }) => metadata.name === name);
    const taint = node === undefined ? undefined : evictingTaint(readyStatus(node));
    if (node !== undefined && taint !== undefined) {
      setEvictingTaint(this.context, node, taint);
      this.nextAllowed.set(zone, kernel.now + pause);
    }
    this.taintNext(zone);
  }
}
