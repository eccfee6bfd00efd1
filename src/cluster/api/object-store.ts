import { controllerOf, type KubeObject, type ObjectRef, refOf } from "./object.ts";

/** An object's place in every index: a new version changes what the slot holds, and no index. */
interface Slot {
  object: KubeObject;
}

/** The objects of one kind; sets and maps keep them in the order in which they were created. */
interface KindStore {
  readonly all: Set<Slot>;
  /** by namespace and name */
  readonly within: Map<string, Map<string, Slot>>;
  /** those without controller, by namespace */
  readonly orphans: Map<string, Set<Slot>>;
}

/** Every object of the cluster by kind and name, with indexes of namespaces, owners and objects without controller. */
export class ObjectStore {
  size = 0;
  private readonly kinds = new Map<string, KindStore>();
  private readonly uids = new Map<string, Slot>();
  /** by the owner's uid and kind */
  private readonly owned = new Map<string, Map<string, Set<Slot>>>();

  get(ref: ObjectRef): KubeObject | undefined {
    return this.kinds.get(ref.kind)?.within.get(ref.namespace)?.get(ref.name)?.object;
  }

  byUid(uid: string): KubeObject | undefined {
    return this.uids.get(uid)?.object;
  }

  list(kind: string, namespace?: string): KubeObject[] {
    const store = this.kinds.get(kind);
    return objectsOf(namespace === undefined ? store?.all : store?.within.get(namespace)?.values());
  }

  /** All kinds that hold objects, in the order of their first object. */
  kindNames(): string[] {
    return [...this.kinds.keys()];
  }

  ownedBy(kind: string, ownerUid: string): KubeObject[] {
    return objectsOf(this.owned.get(ownerUid)?.get(kind));
  }

  /** Objects that no controller manages. */
  orphansIn(kind: string, namespace: string): KubeObject[] {
    return objectsOf(this.kinds.get(kind)?.orphans.get(namespace));
  }

  /** Everything that names the owner, of whatever kind. */
  dependentsOf(ownerUid: string): KubeObject[] {
    const byKind = this.owned.get(ownerUid);
    return byKind === undefined ? [] : [...byKind.values()].flatMap((slots) => objectsOf(slots));
  }

  set(object: KubeObject): void {
    const { kind, namespace, name } = refOf(object);
    const store = this.kinds.get(kind) ?? { all: new Set(), within: new Map(), orphans: new Map() };
    this.kinds.set(kind, store);
    const objects = at(store.within, namespace, () => new Map<string, Slot>());
    const known = objects.get(name);
    if (known !== undefined) {
      const old = known.object;
      known.object = object;
      if (old.metadata.ownerReferences === object.metadata.ownerReferences) return;
      this.unindex(kind, known, old);
      this.index(kind, known);
      return;
    }
    const slot: Slot = { object };
    this.size++;
    store.all.add(slot);
    objects.set(name, slot);
    this.uids.set(object.metadata.uid, slot);
    this.index(kind, slot);
  }

  remove(object: KubeObject): void {
    const { kind, namespace, name } = refOf(object);
    const store = this.kinds.get(kind);
    const slot = store?.within.get(namespace)?.get(name);
    if (store === undefined || slot === undefined) return;
    store.all.delete(slot);
    store.within.get(namespace)?.delete(name);
    this.uids.delete(object.metadata.uid);
    this.size--;
    this.unindex(kind, slot, slot.object);
  }

  /** By owners and namespace, where the order is that in which objects came to their owner, or lost it. */
  private index(kind: string, slot: Slot): void {
    const { object } = slot;
    if (controllerOf(object) === undefined) {
      const orphans = this.kinds.get(kind)?.orphans;
      if (orphans !== undefined) at(orphans, object.metadata.namespace ?? "", newSlots).add(slot);
    }
    for (const owner of object.metadata.ownerReferences ?? [])
      at(
        at(this.owned, owner.uid, () => new Map<string, Set<Slot>>()),
        kind,
        newSlots,
      ).add(slot);
  }

  /** Undoes it, for the version that was indexed. */
  private unindex(kind: string, slot: Slot, { metadata }: KubeObject): void {
    this.kinds
      .get(kind)
      ?.orphans.get(metadata.namespace ?? "")
      ?.delete(slot);
    for (const owner of metadata.ownerReferences ?? []) {
      const byKind = this.owned.get(owner.uid);
      const dependents = byKind?.get(kind);
      dependents?.delete(slot);
      if (dependents?.size === 0) byKind?.delete(kind);
      if (byKind?.size === 0) this.owned.delete(owner.uid);
    }
  }
}

const newSlots = (): Set<Slot> => new Set();

function objectsOf(slots: Iterable<Slot> | undefined): KubeObject[] {
  const objects: KubeObject[] = [];
  if (slots !== undefined) for (const { object } of slots) objects.push(object);
  return objects;
}

/** What a map holds for a key, put there first if need be. */
function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
