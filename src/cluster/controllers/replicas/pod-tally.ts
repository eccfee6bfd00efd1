import type { ApiServer } from "../../api/api-server.ts";
import { controllerOf, type KubeObject } from "../../api/object.ts";
import { isActive, isFinished, isReady, type Pod } from "../../api/pod.ts";

/** How many pods of one owner are in which state. */
export interface PodTally {
  readonly active: number;
  /** active and ready */
  readonly ready: number;
  /** being deleted and not finished */
  readonly terminating: number;
}

const none: PodTally = { active: 0, ready: 0, terminating: 0 };

/** Counts the pods of every controller as they are written, so that nobody has to go through them. */
export class PodTallies {
  private readonly byOwner = new Map<string, PodTally>();
  /** active pods by owner and node */
  private readonly nodes = new Map<string, Map<string, number>>();

  constructor(api: ApiServer) {
    api.onWrite(({ type, object, old }) => {
      if (object.kind !== "Pod") return;
      if (old !== undefined) this.count(old, -1);
      if (type !== "DELETED") this.count(object, 1);
    });
  }

  of(ownerUid: string): PodTally {
    return this.byOwner.get(ownerUid) ?? none;
  }

  /** How many active pods an owner has on each node; "" stands for none yet. */
  activeByNode(ownerUid: string): ReadonlyMap<string, number> {
    return this.nodes.get(ownerUid) ?? new Map();
  }

  private count(object: KubeObject, by: number): void {
    const owner = controllerOf(object);
    if (owner === undefined) return;
    const pod = object as Pod;
    const before = this.of(owner.uid);
    const active = isActive(pod);
    const next: PodTally = {
      active: before.active + (active ? by : 0),
      ready: before.ready + (active && isReady(pod) ? by : 0),
      terminating: before.terminating + (!active && !isFinished(pod) ? by : 0),
    };
    if (active) this.countOnNode(owner.uid, pod.spec.nodeName ?? "", by);
    if (next.active === 0 && next.terminating === 0) {
      this.byOwner.delete(owner.uid);
      this.nodes.delete(owner.uid);
    } else this.byOwner.set(owner.uid, next);
  }

  private countOnNode(ownerUid: string, node: string, by: number): void {
    const counts = this.nodes.get(ownerUid) ?? new Map<string, number>();
    this.nodes.set(ownerUid, counts);
    counts.set(node, (counts.get(node) ?? 0) + by);
  }
}
