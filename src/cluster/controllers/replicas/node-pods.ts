import type { Pod } from "../../api/pod.ts";
import { RankedPod } from "./ranked-pod.ts";

/** How often pods have come to a node, or gone from it, whoever owns them. */
export interface NodeTraffic {
  moves: number;
}

/** Active pods of one owner on one node, and which of them goes first. */
export class NodePods {
  /** how many pods the node counted with when it was last asked, those of other owners included */
  beside = 0;
  private readonly pods = new Map<string, RankedPod>();
  private firstPod: RankedPod | undefined;
  private changed = true;
  private seenMoves = -1;
  private holdsUntil = 0;

  constructor(
    readonly node: string,
    private readonly traffic: NodeTraffic,
  ) {}

  get size(): number {
    return this.pods.size;
  }

  /** As of the last look. */
  get first(): RankedPod | undefined {
    return this.firstPod;
  }

  /** All of them, as of now: milliseconds since the epoch. */
  inOrder(now: number): readonly RankedPod[] {
    const ranked = [...this.pods.values()];
    for (const each of ranked) each.lookAt(now);
    return ranked.sort(compareOnNode);
  }

  /** Takes a pod, or the next version of one; false for the latter. */
  add(pod: Pod): boolean {
    const { uid } = pod.metadata;
    const isNew = !this.pods.has(uid);
    if (isNew) this.traffic.moves++;
    this.pods.set(uid, new RankedPod(pod));
    this.changed = true;
    return isNew;
  }

  /** False for a pod that is not there. */
  remove({ metadata: { uid } }: Pod): boolean {
    const known = this.pods.delete(uid);
    if (known) this.traffic.moves++;
    this.changed ||= known;
    return known;
  }

  /** Whether pods have changed, come or gone since the last look, so that the first one may go earlier now. */
  get isStirred(): boolean {
    return this.changed || this.seenMoves !== this.traffic.moves;
  }

  /** Whether pods have grown so old since the last look that the first one may go later now. */
  hasAged(now: number): boolean {
    return now >= this.holdsUntil;
  }

  /** Finds the first pod. `now`: milliseconds since the epoch; `podsOn`: how many pods a node counts with */
  look(now: number, podsOn: (node: string, own: number) => number): void {
    if (this.isStirred) this.beside = podsOn(this.node, this.size);
    this.seenMoves = this.traffic.moves;
    if (!this.changed && !this.hasAged(now)) return;
    this.changed = false;
    this.holdsUntil = Number.POSITIVE_INFINITY;
    this.firstPod = undefined;
    for (const each of this.pods.values()) {
      this.holdsUntil = Math.min(this.holdsUntil, each.lookAt(now));
      if (this.firstPod === undefined || compareOnNode(each, this.firstPod) < 0) this.firstPod = each;
    }
  }
}

const compareOnNode = (a: RankedPod, b: RankedPod): number => a.compare(b, 0, 0);
