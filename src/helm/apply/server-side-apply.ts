import { ApiError } from "../../cluster/api/api-error.ts";
import {
  contains,
  type FieldTree,
  fieldsOf,
  leaves,
  pathText,
  union,
  without,
} from "../../cluster/api/apply/field-tree.ts";
import { isMap, type JsonMap } from "../../cluster/api/apply/json.ts";
import { itemKey, Semantics } from "../../cluster/api/apply/list-semantics.ts";
import {
  entryOf,
  isManager,
  type ManagedFields,
  type Manager,
  managedFieldsOf,
  withManagedFields,
} from "../../cluster/api/apply/managed-fields.ts";
import type { KubeObject, ObjectInput } from "../../cluster/api/object.ts";
import { compareStrings } from "../../util/compare-strings.ts";
import { remembering } from "../../util/remembering.ts";

export const helmApply: Manager = { manager: "helm", operation: "Apply" };
export const helmUpdate: Manager = { manager: "helm", operation: "Update" };

/**
 * What a server-side apply by Helm makes of a live object (structured-merge-diff): the configuration's fields are set, those
 * that Helm applied before and nobody else owns are removed.
 * @throws ApiError Conflict if a field that changes belongs to somebody else, unless forced
 */
export function applyServerSide(live: KubeObject, config: ObjectInput, force: boolean): KubeObject {
  const semantics = new Semantics(live);
  const fields = fieldsOf(config, semantics);
  const entries = managedFieldsOf(live);
  const own = entries.find((each) => isManager(each, helmApply))?.fieldsV1 ?? {};
  let others = entries.filter((each) => !isManager(each, helmApply));
  const changed = fieldsOf(config, semantics, live);
  const conflicts = conflictsOf(others, changed);
  if (conflicts.length > 0) {
    if (!force) throw new ApiError("Conflict", conflictText(conflicts));
    others = others.map((each) => ({ ...each, fieldsV1: without(each.fieldsV1, changed) }));
  }
  const foreign = others.reduce<FieldTree>((sum, each) => union(sum, each.fieldsV1), {});
  const pruned = prune(live, without(own, fields), { foreign, kept: fields }, [], semantics) as KubeObject;
  const merged = merge(pruned, config, [], semantics) as KubeObject;
  return withManagedFields({ ...merged, metadata: { ...merged.metadata, name: live.metadata.name } }, [
    ...others.filter((each) => Object.keys(each.fieldsV1).length > 0),
    entryOf(helmApply, config, fields),
  ]);
}

/** A new object as Helm applies or creates it, with its fields claimed. */
export const claimNew = remembering((config: ObjectInput, manager: Manager): ObjectInput => {
  const entry = entryOf(manager, config, fieldsOf(config, new Semantics(config)));
  return { ...config, metadata: { ...config.metadata, managedFields: [entry] } as ObjectInput["metadata"] };
});

interface Conflict {
  readonly owner: ManagedFields;
  readonly path: string;
}

const conflictsOf = (others: readonly ManagedFields[], changed: FieldTree): readonly Conflict[] =>
  [...leaves(changed)].flatMap((segments) =>
    others
      .filter((owner) => contains(owner.fieldsV1, segments))
      .map((owner) => ({ owner, path: pathText(segments) })),
  );

/** apimachinery's managedfields/internal/conflict.go */
function conflictText(conflicts: readonly Conflict[]): string {
  const [only] = conflicts;
  if (only !== undefined && conflicts.length === 1)
    return `Apply failed with 1 conflict: conflict with ${managerText(only.owner)}: ${only.path}`;
  const byManager = new Map<string, string[]>();
  for (const { owner, path } of conflicts) {
    const manager = managerText(owner);
    byManager.set(manager, [...(byManager.get(manager) ?? []), path]);
  }
  const parts = [...byManager]
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([manager, paths]) =>
      [`conflicts with ${manager}:`, ...paths.map((path) => `- ${path}`)].join("\n"),
    );
  return `Apply failed with ${conflicts.length} conflicts: ${parts.join("\n")}`;
}

function managerText({ manager, operation, apiVersion, subresource }: ManagedFields): string {
  const name = subresource === undefined ? `"${manager}"` : `"${manager}" with subresource "${subresource}"`;
  return operation === "Update" ? `${name} using ${apiVersion}` : name;
}

/** Who still holds what is removed: others, and the configuration itself. */
interface Holders {
  readonly foreign: FieldTree;
  readonly kept: FieldTree;
}

/**
 * Removes what nobody owns any more. A field of which all is removed goes with the defaults that the server put into it: a
 * probe, say (structured-merge-diff's EnsureNamedFieldsAreMembers).
 */
function prune(
  value: unknown,
  removed: FieldTree,
  { foreign, kept }: Holders,
  path: readonly string[],
  semantics: Semantics,
): unknown {
  if (isMap(value)) {
    const result: Record<string, unknown> = { ...value };
    for (const [segment, below] of Object.entries(removed)) {
      const name = segment.slice(2);
      if (!segment.startsWith("f:") || !(name in result)) continue;
      const others = foreign[segment];
      if (others === undefined && (isLeaf(below) || !(segment in kept))) delete result[name];
      else if (!isLeaf(below)) {
        const holders = { foreign: others ?? {}, kept: kept[segment] ?? {} };
        result[name] = prune(result[name], below, holders, [...path, name], semantics);
      }
    }
    return result;
  }
  if (!Array.isArray(value)) return value;
  const rule = semantics.list(path);
  return value.flatMap((item: unknown) => {
    const segment =
      rule.kind === "set"
        ? `v:${JSON.stringify(item)}`
        : rule.kind === "map"
          ? `k:${itemKey(item, rule)}`
          : "";
    const below = removed[segment];
    if (below === undefined) return [item];
    const others = foreign[segment];
    if (others === undefined && (isLeaf(below) || "." in below)) return [];
    return [prune(item, below, { foreign: others ?? {}, kept: kept[segment] ?? {} }, path, semantics)];
  });
}

const isLeaf = (tree: FieldTree): boolean => Object.keys(tree).length === 0;

/** Sets what the configuration says; items of keyed lists are merged, new ones come last. */
function merge(live: unknown, config: unknown, path: readonly string[], semantics: Semantics): unknown {
  if (isMap(config)) {
    if (!isMap(live) || semantics.isAtomicMap(path)) return config;
    const result: Record<string, unknown> = { ...live };
    for (const [key, value] of Object.entries(config as JsonMap)) {
      if (value === null) delete result[key];
      else result[key] = merge(live[key], value, [...path, key], semantics);
    }
    return result;
  }
  if (!Array.isArray(config) || !Array.isArray(live)) return config;
  const rule = semantics.list(path);
  if (rule.kind === "atomic") return config;
  if (rule.kind === "set") return [...live, ...config.filter((each: unknown) => !live.includes(each))];
  const wanted = new Map(config.map((item: unknown) => [itemKey(item, rule), item]));
  const merged = live.map((item: unknown) => {
    const key = itemKey(item, rule);
    const match = wanted.get(key);
    wanted.delete(key);
    return match === undefined ? item : merge(item, match, path, semantics);
  });
  return [...merged, ...wanted.values()];
}
