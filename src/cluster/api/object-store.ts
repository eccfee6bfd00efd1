import { type KubeObject, keyOf, type ObjectRef, refOf } from "./object.ts";

/** Every object of the cluster by kind and key, with an index of what each owner owns. */
export class ObjectStore {
  size = 0;
  private readonly kinds = new Map<string, Map<string, KubeObject>>();
  private readonly uids = new Map<string, KubeObject>();
  private readonly owned = new Map<string, Map<string, Map<string, KubeObject>>>();

  get(ref: ObjectRef): KubeObject | undefined {
    return this.kinds.get(ref.kind)?.get(`${ref.namespace}/${ref.name}`);
  }

  byUid(uid: string): KubeObject | undefined {
    return this.uids.get(uid);
  }

  list(kind: string, namespace?: string): KubeObject[] {
    const all = [...(this.kinds.get(kind)?.values() ?? [])];
    return namespace === undefined ? all : all.filter((each) => each.metadata.namespace === namespace);
  }

  /** All kinds that hold objects, in the order of their first object. */
  kindNames(): string[] {
    return [...this.kinds.keys()];
  }

  ownedBy(kind: string, ownerUid: string): KubeObject[] {
    return [...(this.owned.get(ownerUid)?.get(kind)?.values() ?? [])];
  }

  /** Everything that names the owner, of whatever kind. */
  dependentsOf(ownerUid: string): KubeObject[] {
    const byKind = this.owned.get(ownerUid);
    return byKind === undefined ? [] : [...byKind.values()].flatMap((objects) => [...objects.values()]);
  }

  set(object: KubeObject): void {
    const { kind } = refOf(object);
    const key = keyOf(object);
    const objects = this.kinds.get(kind) ?? new Map<string, KubeObject>();
    this.kinds.set(kind, objects);
    const old = objects.get(key);
    if (old === undefined) this.size++;
    else if (old.metadata.ownerReferences !== object.metadata.ownerReferences) this.unindex(kind, key, old);
    objects.set(key, object);
    this.uids.set(object.metadata.uid, object);
    for (const owner of object.metadata.ownerReferences ?? []) {
      const byKind = this.owned.get(owner.uid) ?? new Map<string, Map<string, KubeObject>>();
      this.owned.set(owner.uid, byKind);
      const dependents = byKind.get(kind) ?? new Map<string, KubeObject>();
      byKind.set(kind, dependents);
      dependents.set(key, object);
    }
  }

  remove(object: KubeObject): void {
    const { kind } = refOf(object);
    const key = keyOf(object);
    const stored = this.kinds.get(kind)?.get(key);
    if (stored === undefined) return;
    this.kinds.get(kind)?.delete(key);
    this.uids.delete(object.metadata.uid);
    this.size--;
    this.unindex(kind, key, stored);
  }

  private unindex(kind: string, key: string, object: KubeObject): void {
    for (const owner of object.metadata.ownerReferences ?? []) {
      const byKind = this.owned.get(owner.uid);
      const dependents = byKind?.get(kind);
      dependents?.delete(key);
      if (dependents?.size === 0) byKind?.delete(kind);
      if (byKind?.size === 0) this.owned.delete(owner.uid);
    }
  }
}
