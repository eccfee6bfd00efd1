import { GoList, GoMap, type Value } from "../gotemplate/value.ts";

/** A copy that shares nothing that a template could change: maps and lists, at every depth. */
function deepCopy(value: Value): Value {
  if (value instanceof GoMap) return deepCopyMap(value);
  if (value instanceof GoList) return new GoList(value.items.map(deepCopy), value.goType);
  return value;
}

export function deepCopyMap(map: GoMap): GoMap {
  const copy = new GoMap(undefined, map.goType);
  // No loop with `of`, here and below: cold code makes several objects for each step of one, and values are what is long.
  map.forEach((value, key) => {
    copy.set(key, deepCopy(value));
  });
  return copy;
}

/** A copy of the map alone: what it holds is shared. */
export const copyMap = (map: GoMap): GoMap => new GoMap(map, map.goType);

/** Takes the nulls out of a map, at every depth, in place. */
export function removeNulls(map: GoMap): void {
  map.forEach((value, key) => {
    if (value === null) map.delete(key);
    else if (value instanceof GoMap) removeNulls(value);
  });
}
