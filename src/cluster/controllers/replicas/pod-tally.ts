import type { ApiServer } from "../../api/api-server.ts";
import { controllerOf } from "../../api/object.ts";
import { isActive, isFinished, isReady, type Pod } from "../../api/pod.ts";
import { DeletionOrder } from "./deletion-order.ts";
import type { NodeTraffic } from "./node-pods.ts";

/** How many pods of one owner are in which state. */
export interface PodTally {
  readonly active: number;
  /** active and ready */
  readonly ready: number;
  /** being deleted and not finished */
  readonly terminating: number;
}

const none: PodTally = { active: 0, ready: 0, terminating: 0 };

/** Counts the pods of every owner of one kind as they are written, so that nobody has to go through them. */
export class PodTallies {
  private readonly byOwner = new Map<string, PodTally>();
  /** active pods by owner */
  private readonly orders = new Map<string, DeletionOrder>();
  private readonly traffic = new Map<string, NodeTraffic>();

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

  /** The active pods of an owner, if it has any. */
  activeOf(ownerUid: string): DeletionOrder | undefined {
    return this.orders.get(ownerUid);
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
    const order = this.orders.get(ownerUid) ?? new DeletionOrder((node) => this.trafficOf(node));
    if (by === 1) order.add(pod);
    else order.remove(pod);
    if (order.isEmpty) this.orders.delete(ownerUid);
    else this.orders.set(ownerUid, order);
  }

  private trafficOf(node: string): NodeTraffic {
    const traffic = this.traffic.get(node) ?? { moves: 0 };
    this.traffic.set(node, traffic);
    return traffic;
  }
}

const staysInPlace = (pod: Pod, next: Pod): boolean =>
  isActive(next) &&
  next.spec.nodeName === pod.spec.nodeName &&
  controllerOf(next)?.uid === controllerOf(pod)?.uid;
