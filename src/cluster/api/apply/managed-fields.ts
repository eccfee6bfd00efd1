import { extended } from "../../../util/extended.ts";
import type { KubeObject } from "../object.ts";
import { type FieldTree, fieldsOf, union, without } from "./field-tree.ts";
import { Semantics } from "./list-semantics.ts";

/** Who set which fields of an object (metav1.ManagedFieldsEntry, without times). */
export interface ManagedFields {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly apiVersion: string;
  readonly subresource?: string;
  readonly fieldsType: "FieldsV1";
  readonly fieldsV1: FieldTree;
}

export type Manager = Pick<ManagedFields, "manager" | "operation" | "subresource">;

/** Who made the objects that nobody claims: those a scenario starts with. */
const unclaimedManager = "kubectl-client-side-apply";

/** The entries of an object; one without any was made by `kubectl apply`. */
export function managedFieldsOf(object: KubeObject): readonly ManagedFields[] {
  const entries = (object.metadata as { readonly managedFields?: readonly ManagedFields[] }).managedFields;
  if (entries !== undefined) return entries;
  const { status: _status, ...claimed } = object;
  return [
    entryOf(
      { manager: unclaimedManager, operation: "Update" },
      object,
      fieldsOf(claimed, new Semantics(object)),
    ),
  ];
}

export const entryOf = (
  manager: Manager,
  { apiVersion }: Pick<KubeObject, "apiVersion">,
  fieldsV1: FieldTree,
): ManagedFields => extended(manager, { apiVersion, fieldsType: "FieldsV1", fieldsV1 });

export const isManager = (entry: ManagedFields, manager: Manager): boolean =>
  entry.manager === manager.manager &&
  entry.operation === manager.operation &&
  entry.subresource === manager.subresource;

export const withManagedFields = <T extends KubeObject>(object: T, entries: readonly ManagedFields[]): T => ({
  ...object,
  metadata: { ...object.metadata, managedFields: entries },
});

/**
 * Notes that `manager` has just made `next` of `old` by an update: what it changed is its own from now on, and nobody
 * else's.
 */
export function claimChanges<T extends KubeObject>(
  old: KubeObject,
  next: T,
  manager: Omit<Manager, "operation">,
): T {
  const updater: Manager = { ...manager, operation: "Update" };
  const semantics = new Semantics(next);
  const changed = fieldsOf(next, semantics, old);
  if (Object.keys(changed).length === 0) return next;
  const entries = managedFieldsOf(old);
  const own = entries.find((each) => isManager(each, updater))?.fieldsV1 ?? {};
  const others = entries
    .filter((each) => !isManager(each, updater))
    .map((each) => ({ ...each, fieldsV1: without(each.fieldsV1, changed) }));
  return withManagedFields(next, [...others, entryOf(updater, next, union(own, changed))]);
}
