import { deepEqual } from "../../util/deep-equal.ts";

type JsonMap = Readonly<Record<string, unknown>>;

/** The document that a JSON Merge Patch (RFC 7386) makes of another: null removes, maps are merged, all else is set. */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const result: Record<string, unknown> = { ...(isMap(target) ? target : {}) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = applyMergePatch(result[key], value);
  }
  return result;
}

/**
 * The patch that makes `next` of `old`, or undefined if there is none: such a patch cannot set a null inside a map.
 */
export function mergePatchOf(old: JsonMap, next: JsonMap): JsonMap | undefined {
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(old)) if (next[key] === undefined) patch[key] = null;
  for (const [key, value] of Object.entries(next)) {
    const before = old[key];
    if (value === undefined || deepEqual(before, value)) continue;
    if (isMap(before) && isMap(value)) {
      const inner = mergePatchOf(before, value);
      if (inner === undefined) return undefined;
      patch[key] = inner;
    } else if (hasNull(value)) return undefined;
    else patch[key] = value;
  }
  return patch;
}

/** A null that a merge would take for a removal: lists are set whole, so theirs are safe. */
const hasNull = (value: unknown): boolean =>
  value === null || (isMap(value) && Object.values(value).some(hasNull));

const isMap = (value: unknown): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);
