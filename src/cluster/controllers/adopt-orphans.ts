import type { ApiServer } from "../api/api-server.ts";
import {
  controllerOf,
  type KubeObject,
  type LabelSelector,
  matchesSelector,
  ownerReference,
  refOf,
} from "../api/object.ts";

/**
 * Takes over objects that a controller's selector matches and that have no controller, such as those that a deletion
 * with orphans left behind (pkg/controller/controller_ref_manager.go). `eligible` says which may be taken.
 */
export function adoptOrphans(
  api: ApiServer,
  owner: KubeObject,
  kind: string,
  selector: LabelSelector,
  eligible: (object: KubeObject) => boolean = () => true,
): void {
  if (owner.metadata.deletionTimestamp !== undefined) return;
  for (const orphan of api.store.orphansIn(kind, owner.metadata.namespace ?? "")) {
    if (orphan.metadata.deletionTimestamp !== undefined || !eligible(orphan)) continue;
    if (!matchesSelector(selector, orphan.metadata.labels)) continue;
    api.update(refOf(orphan), (object) => ({
      ...object,
      metadata: {
        ...object.metadata,
        ownerReferences: [...(object.metadata.ownerReferences ?? []), ownerReference(owner)],
      },
    }));
  }
}

/** Lets an object go whose labels no longer match its controller's selector. */
export function releaseMismatch(
  api: ApiServer,
  owner: KubeObject,
  object: KubeObject,
  selector: LabelSelector,
): void {
  const stored = api.get(refOf(object));
  if (stored === undefined || controllerOf(stored)?.uid !== owner.metadata.uid) return;
  if (stored.metadata.deletionTimestamp !== undefined) return;
  if (matchesSelector(selector, stored.metadata.labels)) return;
  api.update(refOf(stored), (current) => {
    const { ownerReferences = [], ...metadata } = current.metadata;
    const left = ownerReferences.filter((each) => each.uid !== owner.metadata.uid);
    return { ...current, metadata: left.length === 0 ? metadata : { ...metadata, ownerReferences: left } };
  });
}
