import type { Propagation } from "../api/api-server.ts";
import { type KubeObject, refOf } from "../api/object.ts";
import type { ClusterContext } from "../cluster.ts";
import { ClientBudget } from "./client-budget.ts";
import { withoutFinalizer } from "./finalizers.ts";
import { WorkQueue } from "./work-queue.ts";

const foreground = "foregroundDeletion";
/** A look at a dependent and its deletion. */
const callsPerObject = 2;

/** How an object's owners stand. */
interface Owners {
  /** they are there and stay, so they keep the object */
  readonly solid: number;
  /** they are gone, or wait for the object to go */
  readonly useless: ReadonlySet<string>;
  /** some are there and wait */
  readonly wait: boolean;
}

/**
 * Deletes what is left without an owner, and serves the two finalizers of deletions in the foreground and with orphans
 * (pkg/controller/garbagecollector/garbagecollector.go). An object with several owners goes with the last of them.
 */
export function startGarbageCollector(context: ClusterContext): void {
  const { api, kernel, latency } = context;
  const budget = new ClientBudget(kernel, { perSecond: 40, burst: 30 });
  const retry = { first: 5, longest: 1_000_000 };
  const deletions = new WorkQueue(kernel, {
    latency: latency.garbageCollection,
    sync: attemptToDelete,
    retry,
  });
  const orphanings = new WorkQueue(kernel, { latency: latency.garbageCollection, sync: orphan, retry });

  api.onWrite(({ type, object, old }) => {
    const { uid, ownerReferences = [] } = object.metadata;
    if (type === "DELETED") {
      attemptAll(uid);
      for (const { uid: owner } of ownerReferences) if (waits(api.store.byUid(owner))) deletions.add(owner);
      return;
    }
    const isOwnedAnew = ownerReferences !== old?.metadata.ownerReferences;
    if (isOwnedAnew && ownerReferences.some((owner) => api.store.byUid(owner.uid) === undefined))
      deletions.add(uid);
    if (isOrphaning(object) && !isOrphaning(old)) orphanings.add(uid);
    if (waits(object) && !waits(old)) {
      attemptAll(uid);
      deletions.add(uid);
    }
  });

  function attemptAll(owner: string): void {
    for (const { metadata } of api.store.dependentsOf(owner)) deletions.add(metadata.uid);
  }

  function attemptToDelete(uid: string): void {
    const object = api.store.byUid(uid);
    if (object === undefined) return;
    if (waits(object)) {
      finishForeground(object);
      return;
    }
    if (object.metadata.deletionTimestamp !== undefined) return;
    const { solid, useless, wait } = ownersOf(object);
    if (useless.size === 0) return;
    if (budget.available < callsPerObject) {
      deletions.addAfter(uid, budget.waitFor(callsPerObject));
      return;
    }
    budget.spend(callsPerObject);
    if (solid > 0) api.update(refOf(object), (stored) => withoutOwners(stored, useless));
    else api.delete(refOf(object), { uid, propagation: propagationOf(object, wait) });
  }

  function ownersOf({ metadata }: KubeObject): Owners {
    const useless = new Set<string>();
    let wait = false;
    const references = metadata.ownerReferences ?? [];
    for (const { uid } of references) {
      const owner = api.store.byUid(uid);
      if (owner !== undefined && !waits(owner)) continue;
      useless.add(uid);
      wait ||= owner !== undefined;
    }
    return { solid: references.length - useless.size, useless, wait };
  }

  /** What waits in the foreground takes its dependents' dependents along in the same way. */
  function propagationOf({ metadata }: KubeObject, ownerWaits: boolean): Propagation {
    if (ownerWaits && api.store.dependentsOf(metadata.uid).length > 0) return "Foreground";
    const { finalizers = [] } = metadata;
    if (finalizers.includes("orphan")) return "Orphan";
    return finalizers.includes(foreground) ? "Foreground" : "Background";
  }

  /** The owner goes when nothing is left that blocks it. */
  function finishForeground(owner: KubeObject): void {
    const { uid } = owner.metadata;
    const blocking = api.store
      .dependentsOf(uid)
      .filter(({ metadata }) =>
        metadata.ownerReferences?.some((each) => each.uid === uid && each.blockOwnerDeletion === true),
      );
    if (blocking.length === 0) api.update(refOf(owner), (stored) => withoutFinalizer(stored, foreground));
    for (const { metadata } of blocking)
      if (metadata.deletionTimestamp === undefined) deletions.add(metadata.uid);
  }

  function orphan(uid: string): void {
    const owner = api.store.byUid(uid);
    if (owner === undefined || !isOrphaning(owner)) return;
    for (const dependent of api.store.dependentsOf(uid))
      api.update(refOf(dependent), (stored) => withoutOwners(stored, new Set([uid])));
    api.update(refOf(owner), (stored) => withoutFinalizer(stored, "orphan"));
  }
}

const isLeavingWith = (object: KubeObject | undefined, finalizer: string): boolean =>
  object?.metadata.deletionTimestamp !== undefined && (object.metadata.finalizers ?? []).includes(finalizer);

const waits = (object: KubeObject | undefined): boolean => isLeavingWith(object, foreground);
const isOrphaning = (object: KubeObject | undefined): boolean => isLeavingWith(object, "orphan");

function withoutOwners<T extends KubeObject>(object: T, uids: ReadonlySet<string>): T {
  const { ownerReferences = [], ...metadata } = object.metadata;
  const left = ownerReferences.filter(({ uid }) => !uids.has(uid));
  return { ...object, metadata: left.length === 0 ? metadata : { ...metadata, ownerReferences: left } };
}
