import type { Maker } from "./decode.ts";
import { keyText } from "./key-text.ts";

type Plain = null | boolean | number | bigint | string | Plain[] | { [key: string]: Plain };

/** Decodes to plain objects and arrays; an integer beyond 2^53 is a bigint. */
export const plainValues: Maker<Plain> = {
  finite: true,
  map: () => ({}),
  list: () => [],
  scalar: ({ value }) => value,
  key: keyText,
  set: (map, key, value) => {
    if (typeof map !== "object" || map === null || Array.isArray(map)) return;
    // Assigning to `__proto__` would not make a member of that name.
    if (key === "__proto__")
      Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
    else map[key] = value;
  },
  push: (list, value) => {
    if (Array.isArray(list)) list.push(value);
  },
};
