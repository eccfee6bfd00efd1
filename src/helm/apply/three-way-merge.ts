import { deepEqual } from "../../util/deep-equal.ts";
import { isMap, type JsonMap } from "./json.ts";
import { itemKey, type ListSemantics } from "./list-semantics.ts";

/** How the list at a path merges. */
export type ListRule = (path: readonly string[]) => ListSemantics;

/**
 * What a merge patch makes of a live object: what the new manifest says is set, what only the old one says is removed,
 * everything else stays. With lists that merge item by item this is a strategic merge (apimachinery's strategicpatch,
 * CreateThreeWayMergePatch), with atomic ones a JSON merge (jsonmergepatch). Gives `live` itself if nothing changes.
 */
export function threeWayMerge<T extends JsonMap>(
  original: JsonMap,
  modified: JsonMap,
  live: T,
  rule: ListRule,
): T {
  return mergeMaps(original, modified, live, [], rule) as T;
}

function mergeMaps(
  original: JsonMap,
  modified: JsonMap,
  live: JsonMap,
  path: readonly string[],
  rule: ListRule,
): JsonMap {
  const result: Record<string, unknown> = { ...live };
  for (const key of Object.keys(original)) if (!(key in modified)) delete result[key];
  for (const [key, wanted] of Object.entries(modified)) {
    if (wanted === null) delete result[key];
    else result[key] = mergeValues(original[key], wanted, live[key], [...path, key], rule);
  }
  return deepEqual(result, live) ? live : result;
}

function mergeValues(
  original: unknown,
  modified: unknown,
  live: unknown,
  path: readonly string[],
  rule: ListRule,
): unknown {
  if (isMap(modified))
    return mergeMaps(isMap(original) ? original : {}, modified, isMap(live) ? live : {}, path, rule);
  if (!Array.isArray(modified) || !Array.isArray(live)) return modified;
  const semantics = rule(path);
  const before: readonly unknown[] = Array.isArray(original) ? original : [];
  if (semantics.kind === "map") return mergeItems(before, modified, live, semantics, path, rule);
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
  rule: ListRule,
): readonly unknown[] {
  const keyed = (items: readonly unknown[]): Map<string | undefined, unknown> =>
    new Map(items.map((item) => [itemKey(item, semantics), item]));
  const [before, wanted, present] = [keyed(original), keyed(modified), keyed(live)];
  if (wanted.has(undefined) || present.has(undefined)) return modified;
  const merged = [...wanted].map(([key, item]) =>
    mergeValues(before.get(key), item, present.get(key), path, rule),
  );
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
