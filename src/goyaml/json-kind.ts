import { GoList, GoMap, type Value } from "../gotemplate/value.ts";

/** What encoding/json's errors call a decoded value. */
export function jsonKind(value: Value): string {
  if (value instanceof GoMap) return "object";
  if (value instanceof GoList) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string" ? "string" : "number";
}
