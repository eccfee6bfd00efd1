import { GoMap } from "../gotemplate/value.ts";

/** A new map in which `over` wins: maps are merged at every depth, anything else replaces, null included. */
export function mergeMaps(base: GoMap, over: GoMap): GoMap {
  const merged = new GoMap(base);
  for (const [key, value] of over) {
    const below = merged.get(key);
    merged.set(key, value instanceof GoMap && below instanceof GoMap ? mergeMaps(below, value) : value);
  }
  return merged;
}
