import { isMap, type JsonMap } from "../../cluster/api/apply/json.ts";
import { itemKey, type ListSemantics } from "../../cluster/api/apply/list-semantics.ts";
import { deepEqual } from "../../util/deep-equal.ts";

/** How the parts of an object merge, by their path. */
export interface MergeRules {
  list(path: readonly string[]): ListSemantics;
  retainsKeys(path: readonly string[]): boolean;
}

/** What a JSON merge patch knows of lists: nothing. */
export const jsonMerge: MergeRules = { list: () => ({ kind: "atomic" }), retainsKeys: () => false };

/**
 * What a merge patch makes of a live object: what the new manifest says is set, what only the old one says is removed,
 * everything else stays. With lists that merge item by item this is a strategic merge (apimachinery's strategicpatch,
 * CreateThreeWayMergePatch), with `jsonMerge` a JSON merge (jsonmergepatch). Gives `live` itself if nothing changes.
 */
export function threeWayMerge<T extends JsonMap>(
  original: JsonMap,
  modified: JsonMap,
  live: T,
  rules: MergeRules,
): T {
  return mergeMaps(original, modified, live, [], rules) as T;
}

function mergeMaps(
  original: JsonMap,
  modified: JsonMap,
  live: JsonMap,
  path: readonly string[],
  rules: MergeRules,
): JsonMap {
  const result: Record<string, unknown> = { ...live };
  for (const key of Object.keys(original)) if (!(key in modified)) delete result[key];
  for (const [key, wanted] of Object.entries(modified)) {
    if (wanted === null) delete result[key];
    else result[key] = mergeValues(original[key], wanted, live[key], [...path, key], rules);
  }
  if (deepEqual(result, live)) return live;
  if (rules.retainsKeys(path))
    for (const key of Object.keys(result)) if (!(key in modified)) delete result[key];
  return result;
}

function mergeValues(
  original: unknown,
  modified: unknown,
  live: unknown,
  path: readonly string[],
  rules: MergeRules,
): unknown {
  if (isMap(modified))
    return mergeMaps(isMap(original) ? original : {}, modified, isMap(live) ? live : {}, path, rules);
  if (!Array.isArray(modified) || !Array.isArray(live)) return modified;
  const semantics = rules.list(path);
  const before: readonly unknown[] = Array.isArray(original) ? original : [];
  if (semantics.kind === "map") return mergeItems(before, modified, live, semantics, path, rules);
  if (semantics.kind === "set") return mergeSets(before, modified, live);
  return modified;
}

function mergeSets(
  original: readonly unknown[],
  modified: readonly unknown[],
  live: readonly unknown[],
): unknown[] {
  const kept = live.filter((each) => modified.includes(each) || !original.includes(each));
  return [...kept, ...modified.filter((each) => !kept.includes(each))];
}

function mergeItems(
  original: readonly unknown[],
  modified: readonly unknown[],
  live: readonly unknown[],
  semantics: ListSemantics & { readonly kind: "map" },
  path: readonly string[],
  rules: MergeRules,
): readonly unknown[] {
  const keyed = (items: readonly unknown[]): Map<string | undefined, unknown> =>
    new Map(items.map((item) => [itemKey(item, semantics), item]));
  const [before, wanted, present] = [keyed(original), keyed(modified), keyed(live)];
  if (wanted.has(undefined) || present.has(undefined)) return modified;
  // An item may be there twice, as the server lets it.
  const merged = modified.map((item) => {
    const key = itemKey(item, semantics);
    return mergeValues(before.get(key), item, present.get(key), path, rules);
  });
  // Items that nobody but the server knows stay, behind those of the manifest.
  const foreign = [...present]
    .filter(([key]) => !wanted.has(key) && !before.has(key))
    .map(([, item]) => item);
  return [...merged, ...foreign];
}

/**
 * What a JSON merge patch made of two manifests alone does to a live object (jsonpatch.CreateMergePatch): what they have in
 * common is left as it is, however it was changed meanwhile.
 */
export function twoWayMerge<T extends JsonMap>(original: JsonMap, modified: JsonMap, live: T): T {
  const result: Record<string, unknown> = { ...live };
  for (const key of Object.keys(original)) if (!(key in modified)) delete result[key];
  for (const [key, wanted] of Object.entries(modified)) {
    const before = original[key];
    if (deepEqual(before, wanted)) continue;
    const present = live[key];
    if (wanted === null) delete result[key];
    else
      result[key] =
        isMap(wanted) && isMap(before) ? twoWayMerge(before, wanted, isMap(present) ? present : {}) : wanted;
  }
  return (deepEqual(result, live) ? live : result) as T;
}
