import type { KubeObject } from "../../cluster/api/object.ts";
import type { Column } from "./column.ts";

/** A column that shows one field as it is: a text, a number, a truth value. */
export const fieldColumn = (name: string, path: string, absent = ""): Column => ({
  name,
  cell: (object) => String(fieldAt(object, path) ?? absent),
});

/** A column that counts the entries of a list. */
export const countColumn = (name: string, path: string): Column => ({
  name,
  cell: (object) => String(listAt(object, path).length),
});

/** A column that joins the entries of a list of texts. */
export const listColumn = (name: string, path: string, empty: string): Column => ({
  name,
  cell: (object) => listAt(object, path).join(",") || empty,
});

/** What is at a dotted path of an object; undefined if any part of it is missing. */
export function fieldAt(object: KubeObject, path: string): unknown {
  let value: unknown = object;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value ?? undefined;
}

function listAt(object: KubeObject, path: string): readonly unknown[] {
  const value = fieldAt(object, path);
  return Array.isArray(value) ? value : [];
}
