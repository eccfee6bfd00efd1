import { controllerOf, type KubeObject, keyOf, type ObjectRef, refOf } from "./object.ts";

type Objects = Map<string, KubeObject>;

/** The objects of one kind, by key, in the order in which they were created. */
interface KindStore {
  readonly all: Objects;
  /** by namespace */
  readonly within: Map<string, Objects>;
  /** those without controller, by namespace */
  readonly orphans: Map<string, Objects>;
}

/** Every object of the cluster by kind and key, with indexes of namespaces, owners and objects without controller. */
export class ObjectStore {
  size = 0;
  private readonly kinds = new Map<string, KindStore>();
  private readonly uids = new Map<string, KubeObject>();
  private readonly owned = new Map<string, Map<string, Objects>>();

  get(ref: ObjectRef): KubeObject | undefined {
    return this.kinds.get(ref.kind)?.all.get(`${ref.namespace}/${ref.name}`);
  }

  byUid(uid: string): KubeObject | undefined {
    return this.uids.get(uid);
  }

  list(kind: string, namespace?: string): KubeObject[] {
    const store = this.kinds.get(kind);
    const objects = namespace === undefined ? store?.all : store?.within.get(namespace);
    return [...(objects?.values() ?? [])];
  }

  /** All kinds that hold objects, in the order of their first object. */
  kindNames(): string[] {
    return [...this.kinds.keys()];
  }

  ownedBy(kind: string, ownerUid: string): KubeObject[] {
    return [...(this.owned.get(ownerUid)?.get(kind)?.values() ?? [])];
  }

  /** Objects that no controller manages. */
  orphansIn(kind: string, namespace: string): KubeObject[] {
    return [...(this.kinds.get(kind)?.orphans.get(namespace)?.values() ?? [])];
  }

  /** Everything that names the owner, of whatever kind. */
  dependentsOf(ownerUid: string): KubeObject[] {
    const byKind = this.owned.get(ownerUid);
    return byKind === undefined ? [] : [...byKind.values()].flatMap((objects) => [...objects.values()]);
  }

  set(object: KubeObject): void {
    const { kind, namespace } = refOf(object);
    const key = keyOf(object);
    const store = this.kinds.get(kind) ?? { all: new Map(), within: new Map(), orphans: new Map() };
    this.kinds.set(kind, store);
    const old = store.all.get(key);
    if (old === undefined) this.size++;
    else if (old.metadata.ownerReferences !== object.metadata.ownerReferences) this.unindex(kind, key, old);
    store.all.set(key, object);
    objectsAt(store.within, namespace).set(key, object);
    if (controllerOf(object) === undefined) objectsAt(store.orphans, namespace).set(key, object);
    this.uids.set(object.metadata.uid, object);
    for (const owner of object.metadata.ownerReferences ?? []) {
      const byKind = this.owned.get(owner.uid) ?? new Map<string, Objects>();
      this.owned.set(owner.uid, byKind);
      objectsAt(byKind, kind).set(key, object);
    }
  }

  remove(object: KubeObject): void {
    const { kind, namespace } = refOf(object);
    const key = keyOf(object);
    const store = this.kinds.get(kind);
    const stored = store?.all.get(key);
    if (store === undefined || stored === undefined) return;
    store.all.delete(key);
    store.within.get(namespace)?.delete(key);
    this.uids.delete(object.metadata.uid);
    this.size--;
    this.unindex(kind, key, stored);
  }

  private unindex(kind: string, key: string, object: KubeObject): void {
    this.kinds
      .get(kind)
      ?.orphans.get(object.metadata.namespace ?? "")
      ?.delete(key);
    for (const owner of object.metadata.ownerReferences ?? []) {
      const byKind = this.owned.get(owner.uid);
      const dependents = byKind?.get(kind);
      dependents?.delete(key);
      if (dependents?.size === 0) byKind?.delete(kind);
      if (byKind?.size === 0) this.owned.delete(owner.uid);
    }
  }
}

function objectsAt(map: Map<string, Objects>, key: string): Objects {
  const known = map.get(key);
  if (known !== undefined) return known;
  const objects: Objects = new Map();
  map.set(key, objects);
  return objects;
}
