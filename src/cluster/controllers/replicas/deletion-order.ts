import type { Pod } from "../../api/pod.ts";
import { NodePods, type NodeTraffic } from "./node-pods.ts";
import type { RankedPod } from "./ranked-pod.ts";

type PodsOn = (node: string, own: number) => number;

/**
 * The active pods of a ReplicaSet, to be deleted in order when there are too many. Nodes are kept sorted by the first pod
 * of each: a deletion looks again at those alone where something has happened.
 */
export class DeletionOrder {
  /** every node that has ever had a pod; "" stands for no node yet */
  private readonly nodes = new Map<string, NodePods>();
  private readonly ranking: NodePods[] = [];
  private size = 0;

  constructor(private readonly trafficOf: (node: string) => NodeTraffic) {}

  get isEmpty(): boolean {
    return this.size === 0;
  }

  /** How many of the pods are on a node. */
  countOn(node: string): number {
    return this.nodes.get(node)?.size ?? 0;
  }

  /** Takes a pod, or the next version of one that stays where it is. */
  add(pod: Pod): void {
    if (this.on(pod).add(pod)) this.size++;
  }

  remove(pod: Pod): void {
    if (this.on(pod).remove(pod)) this.size--;
  }

  /**
   * The `count` pods that go first. `podsOn` tells how many pods a node counts with, of which `own` are among these;
   * `now`: milliseconds since the epoch.
   */
  first(count: number, podsOn: PodsOn, now: number): readonly Pod[] {
    this.placeStirred(podsOn, now);
    const first: { readonly ranked: RankedPod; readonly beside: number }[] = [];
    for (let i = 0; i < this.ranking.length; i++) {
      const pods = this.upToDateAt(i, podsOn, now);
      const { beside } = pods;
      for (const ranked of pods.inOrder(now)) {
        const at = 1 + first.findLastIndex((each) => each.ranked.compare(ranked, each.beside, beside) < 0);
        // where the first pod of a node comes too late, so do those of all nodes after it
        if (at >= count && ranked === pods.first) return first.map((each) => each.ranked.pod);
        if (at >= count) break;
        first.splice(at, 0, { ranked, beside });
        if (first.length > count) first.pop();
      }
    }
    return first.map(({ ranked }) => ranked.pod);
  }

  /** Puts nodes where pods have come, gone or changed in their places. */
  private placeStirred(podsOn: PodsOn, now: number): void {
    const stirred: NodePods[] = [];
    let kept = 0;
    for (const pods of this.ranking)
      if (pods.isStirred) stirred.push(pods);
      else this.ranking[kept++] = pods;
    this.ranking.length = kept;
    for (const pods of stirred) this.place(pods, podsOn, now);
  }

  private on({ spec: { nodeName = "" } }: Pod): NodePods {
    const known = this.nodes.get(nodeName);
    if (known !== undefined) return known;
    const pods = new NodePods(nodeName, this.trafficOf(nodeName));
    this.nodes.set(nodeName, pods);
    this.ranking.push(pods);
    return pods;
  }

  /** The node at a place of the ranking. Pods that grow older go later, so whoever stands there wrongly belongs further back. */
  private upToDateAt(i: number, podsOn: PodsOn, now: number): NodePods {
    for (;;) {
      const pods = this.ranking[i] as NodePods;
      if (!pods.hasAged(now)) return pods;
      this.ranking.splice(i, 1);
      this.place(pods, podsOn, now);
    }
  }

  private place(pods: NodePods, podsOn: PodsOn, now: number): void {
    pods.look(now, podsOn);
    this.ranking.splice(this.placeOf(pods), 0, pods);
  }

  /** How many nodes come before one that is not among them, found by halving. */
  private placeOf(pods: NodePods): number {
    let low = 0;
    let high = this.ranking.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(this.ranking[middle], pods)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Nodes without pods come last. */
function isBefore(a: NodePods | undefined, b: NodePods): boolean {
  if (a?.first === undefined) return false;
  return b.first === undefined || a.first.compare(b.first, a.beside, b.beside) < 0;
}
