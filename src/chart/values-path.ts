import { GoMap, type Value } from "../gotemplate/value.ts";

/** The map at a dotted path, undefined where a step is missing or no map (chartutil.Values.Table). */
export function tableAt(values: GoMap, path: string): GoMap | undefined {
  let table = values;
  for (const key of path.split(".")) {
    const next = table.get(key);
    if (!(next instanceof GoMap)) return undefined;
    table = next;
  }
  return table;
}

/** The value at a dotted path, undefined where it is missing or a map (chartutil.Values.PathValue). */
export function valueAt(values: GoMap, path: string): Value | undefined {
  const dot = path.lastIndexOf(".");
  const table = dot < 0 ? values : tableAt(values, path.slice(0, dot));
  const value = table?.get(path.slice(dot + 1));
  return value instanceof GoMap ? undefined : value;
}

/** `value` at the end of a dotted path of new maps. */
export function atPath(path: string, value: GoMap): GoMap {
  return path === "." ? value : path.split(".").reduceRight((inner, key) => new GoMap([[key, inner]]), value);
}
