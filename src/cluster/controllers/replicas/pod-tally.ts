import type { ApiServer } from "../../api/api-server.ts";
import { controllerOf } from "../../api/object.ts";
import { isActive, isFinished, isReady, type Pod } from "../../api/pod.ts";
import { NodePods } from "../deletion-rank.ts";

/** How many pods of one owner are in which state. */
export interface PodTally {
  readonly active: number;
  /** active and ready */
  readonly ready: number;
  /** being deleted and not finished */
  readonly terminating: number;
}

const none: PodTally = { active: 0, ready: 0, terminating: 0 };
const nowhere: ReadonlyMap<string, NodePods> = new Map();

/** Counts the pods of every owner of one kind as they are written, so that nobody has to go through them. */
export class PodTallies {
  private readonly byOwner = new Map<string, PodTally>();
  /** active pods by owner and node */
  private readonly nodes = new Map<string, Map<string, NodePods>>();

  constructor(
    api: ApiServer,
    private readonly ownerKind: string,
  ) {
    api.onWrite(({ type, object, old }) => {
      if (object.kind !== "Pod") return;
      const pod = type === "DELETED" ? undefined : (object as Pod);
      if (old !== undefined) this.count(old as Pod, -1, pod);
      if (pod !== undefined) this.count(pod, 1);
    });
  }

  of(ownerUid: string): PodTally {
    return this.byOwner.get(ownerUid) ?? none;
  }

  /** The active pods of an owner on each node that has any; "" stands for none yet. */
  activeByNode(ownerUid: string): ReadonlyMap<string, NodePods> {
    return this.nodes.get(ownerUid) ?? nowhere;
  }

  /** `next`: what comes in place of a pod that no longer counts */
  private count(pod: Pod, by: 1 | -1, next?: Pod): void {
    const owner = controllerOf(pod);
    if (owner?.kind !== this.ownerKind) return;
    const before = this.of(owner.uid);
    const active = isActive(pod);
    const tally: PodTally = {
      active: before.active + (active ? by : 0),
      ready: before.ready + (active && isReady(pod) ? by : 0),
      terminating: before.terminating + (!active && !isFinished(pod) ? by : 0),
    };
    // most changes leave a pod where it is, and there its next version replaces it
    if (active && !(next !== undefined && staysInPlace(pod, next))) this.place(owner.uid, pod, by);
    if (tally.active === 0 && tally.terminating === 0) this.byOwner.delete(owner.uid);
    else this.byOwner.set(owner.uid, tally);
  }

  private place(ownerUid: string, pod: Pod, by: 1 | -1): void {
    const nodes = this.nodes.get(ownerUid) ?? new Map<string, NodePods>();
    const name = pod.spec.nodeName ?? "";
    const there = nodes.get(name) ?? new NodePods();
    if (by === 1) there.add(pod);
    else there.remove(pod);
    if (there.size > 0) nodes.set(name, there);
    else nodes.delete(name);
    if (nodes.size > 0) this.nodes.set(ownerUid, nodes);
    else this.nodes.delete(ownerUid);
  }
}

const staysInPlace = (pod: Pod, next: Pod): boolean =>
  isActive(next) &&
  next.spec.nodeName === pod.spec.nodeName &&
  controllerOf(next)?.uid === controllerOf(pod)?.uid;
