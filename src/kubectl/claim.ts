import { fieldsOf } from "../cluster/api/apply/field-tree.ts";
import { Semantics } from "../cluster/api/apply/list-semantics.ts";
import { claimChanges, entryOf, type Manager } from "../cluster/api/apply/managed-fields.ts";
import type { KubeObject, ObjectInput } from "../cluster/api/object.ts";

/** The name under which a command owns the fields that it sets. */
export type FieldManager = Omit<Manager, "operation">;

/**
 * The change of an object, with what it changes claimed by the command: a later server-side apply by somebody else
 * may conflict with it.
 */
export function claimed<T extends KubeObject>(manager: FieldManager, change: (live: T) => T): (live: T) => T {
  return (live) => {
    const next = change(live);
    return next === live ? live : claimChanges(live, next, manager);
  };
}

/** A new object with all its fields claimed. */
export function claimedNew(object: ObjectInput, manager: string): ObjectInput {
  const entry = entryOf({ manager, operation: "Update" }, object, fieldsOf(object, new Semantics(object)));
  return { ...object, metadata: { ...object.metadata, managedFields: [entry] } as ObjectInput["metadata"] };
}
