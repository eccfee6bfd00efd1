import { type KubeObject, refOf } from "../api/object.ts";
import type { ClusterContext } from "../cluster.ts";

/**
 * Deletes what is left without owner, and serves the two finalizers of deletions in the foreground and with orphans
 * (pkg/controller/garbagecollector/garbagecollector.go). An object with several owners goes with the last of them.
 */
export function startGarbageCollector(context: ClusterContext): void {
  const { api, kernel, latency } = context;
  const later = (work: () => void) => kernel.schedule(latency.garbageCollection, work);

  api.onWrite(({ type, object }) => {
    if (type === "DELETED") {
      later(() => collect(object.metadata.uid));
      for (const owner of object.metadata.ownerReferences ?? []) later(() => finishForeground(owner.uid));
    } else if (object.metadata.deletionTimestamp !== undefined) {
      const finalizers = object.metadata.finalizers ?? [];
      if (finalizers.includes("orphan")) later(() => orphan(object));
      else if (finalizers.includes("foregroundDeletion")) {
        waiting.set(object.metadata.uid, object);
        later(() => deleteDependents(object));
      }
    }
  });

  const waiting = new Map<string, KubeObject>();

  function collect(ownerUid: string): void {
    for (const dependent of api.store.dependentsOf(ownerUid)) {
      const owners = dependent.metadata.ownerReferences ?? [];
      const alive = owners.filter((owner) => api.store.byUid(owner.uid) !== undefined);
      if (alive.length === 0) api.delete(refOf(dependent), { uid: dependent.metadata.uid });
      else
        api.update(refOf(dependent), (object) => ({
          ...object,
          metadata: { ...object.metadata, ownerReferences: alive },
        }));
    }
  }

  function deleteDependents(owner: KubeObject): void {
    for (const dependent of api.store.dependentsOf(owner.metadata.uid))
      if (dependent.metadata.deletionTimestamp === undefined)
        api.delete(refOf(dependent), { uid: dependent.metadata.uid });
    finishForeground(owner.metadata.uid);
  }

  /** The owner goes when nothing is left that blocks it. */
  function finishForeground(ownerUid: string): void {
    const owner = waiting.get(ownerUid);
    if (owner === undefined) return;
    const blocking = api.store
      .dependentsOf(ownerUid)
      .some((each) =>
        each.metadata.ownerReferences?.some((ref) => ref.uid === ownerUid && ref.blockOwnerDeletion === true),
      );
    if (blocking) return;
    waiting.delete(ownerUid);
    if (api.get(refOf(owner)) !== undefined) removeFinalizer(owner, "foregroundDeletion");
  }

  function orphan(owner: KubeObject): void {
    if (api.get(refOf(owner))?.metadata.uid !== owner.metadata.uid) return;
    for (const dependent of api.store.dependentsOf(owner.metadata.uid))
      api.update(refOf(dependent), (object) => {
        const { ownerReferences = [], ...metadata } = object.metadata;
        const left = ownerReferences.filter((each) => each.uid !== owner.metadata.uid);
        return { ...object, metadata: left.length === 0 ? metadata : { ...metadata, ownerReferences: left } };
      });
    removeFinalizer(owner, "orphan");
  }

  function removeFinalizer(owner: KubeObject, finalizer: string): void {
    api.update(refOf(owner), (object) => {
      const { finalizers = [], ...metadata } = object.metadata;
      const left = finalizers.filter((each) => each !== finalizer);
      return { ...object, metadata: left.length === 0 ? metadata : { ...metadata, finalizers: left } };
    });
  }
}
