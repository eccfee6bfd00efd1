import { GoList, GoMap, type Value } from "../gotemplate/value.ts";

/** What `fromJson` makes of a source: maps, lists and float64 numbers. Throws YamlError with Go's words. */
export function jsonToValue(source: string): Value {
  return toValue(JSON.parse(source));
}

function toValue(x: unknown): Value {
  if (Array.isArray(x)) return new GoList(x.map(toValue));
  if (typeof x === "object" && x !== null)
    return new GoMap(Object.entries(x).map(([k, v]) => [k, toValue(v)] as const));
  return x as Value;
}

export function jsonKind(value: Value): string {
  if (value instanceof GoMap) return "object";
  if (value instanceof GoList) return "array";
  return typeof value === "boolean" ? "bool" : typeof value === "string" ? "string" : "number";
}
