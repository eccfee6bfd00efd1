import { itemKey, type ListSemantics, Semantics } from "../../cluster/api/apply/list-semantics.ts";
import type { KubeObject } from "../../cluster/api/object.ts";

type JsonMap = Readonly<Record<string, unknown>>;

/**
 * What a strategic merge patch makes of an object (apimachinery/pkg/util/strategicpatch): like a merge patch, but lists
 * whose items have names are merged item by item, and `$patch`, `$retainKeys` and `$deleteFromPrimitiveList` say
 * otherwise. `$setElementOrder` is left out of account: the order of such lists tells nothing.
 */
export function applyStrategicPatch(object: KubeObject, patch: unknown): unknown {
  return patchMap(object, isMap(patch) ? patch : {}, [], new Semantics(object));
}

const isMap = (value: unknown): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function patchMap(target: JsonMap, patch: JsonMap, path: readonly string[], semantics: Semantics): JsonMap {
  if (patch["$patch"] === "replace") return withoutDirectives(patch);
  if (patch["$patch"] === "delete") return {};
  const retained = patch["$retainKeys"];
  const result: Record<string, unknown> = Array.isArray(retained)
    ? Object.fromEntries(Object.entries(target).filter(([key]) => retained.includes(key)))
    : { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const deletion = /^\$deleteFromPrimitiveList\/(.*)$/.exec(key)?.[1];
    if (deletion !== undefined) result[deletion] = withoutValues(result[deletion], value);
    else if (key.startsWith("$")) continue;
    else if (value === null) delete result[key];
    else result[key] = patchValue(result[key], value, [...path, key], semantics);
  }
  return result;
}

function patchValue(target: unknown, patch: unknown, path: readonly string[], semantics: Semantics): unknown {
  if (isMap(patch)) return patchMap(isMap(target) ? target : {}, patch, path, semantics);
  if (!Array.isArray(patch)) return patch;
  if (patch.some((item) => isMap(item) && item["$patch"] === "replace" && Object.keys(item).length === 1))
    return patch.filter((item) => !(isMap(item) && item["$patch"] === "replace"));
  const rule = semantics.list(path);
  const list = Array.isArray(target) ? target : [];
  if (rule.kind === "set") return [...list, ...patch.filter((each) => !list.includes(each))];
  return rule.kind === "map" ? patchList(list, patch, rule, path, semantics) : patch;
}

function patchList(
  list: readonly unknown[],
  patch: readonly unknown[],
  rule: ListSemantics & { readonly kind: "map" },
  path: readonly string[],
  semantics: Semantics,
): unknown[] {
  const items = new Map(list.map((item) => [itemKey(item, rule), item]));
  const added: unknown[] = [];
  for (const change of patch) {
    if (!isMap(change)) continue;
    const key = itemKey(change, rule);
    const present = items.get(key);
    if (change["$patch"] === "delete") items.delete(key);
    else if (present !== undefined) items.set(key, patchValue(present, change, path, semantics));
    else added.push(patchValue({}, change, path, semantics));
  }
  return [...added, ...items.values()];
}

const withoutValues = (list: unknown, removed: unknown): unknown =>
  Array.isArray(list) && Array.isArray(removed) ? list.filter((each) => !removed.includes(each)) : list;

const withoutDirectives = (map: JsonMap): JsonMap =>
  Object.fromEntries(Object.entries(map).filter(([key]) => !key.startsWith("$")));
