import { GoList, GoMap, type Value } from "../gotemplate/value.ts";
import type { Maker } from "./decode.ts";
import { keyText } from "./key-text.ts";

/** Decodes to Go values as encoding/json leaves them: every number is a float64. */
export const jsonValues: Maker<Value> = {
  finite: true,
  map: () => new GoMap(),
  list: () => new GoList([]),
  scalar: ({ value }) => (typeof value === "bigint" ? Number(value) : value),
  key: keyText,
  set: (map, key, value) => {
    if (map instanceof GoMap) map.set(key, value);
  },
  push: (list, value) => {
    if (list instanceof GoList) list.items.push(value);
  },
};
