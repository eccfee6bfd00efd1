import { extended } from "../../util/extended.ts";

/** An object with the defaults that it lacks; the same object if it lacks none. An empty text is none, as in Go. */
export function withDefaults<T extends object>(object: T, defaults: Readonly<Record<string, unknown>>): T {
  const given = object as Readonly<Record<string, unknown>>;
  const missing = Object.entries(defaults).filter(
    ([key, value]) =>
      value !== undefined && (given[key] === undefined || (given[key] === "" && typeof value === "string")),
  );
  return missing.length === 0 ? object : extended(object, Object.fromEntries(missing));
}

/** A list with each element changed; the same list if none is. What a list was changed to is remembered. */
export function mapped<T extends object>(
  cache: WeakMap<readonly T[], readonly T[]>,
  list: readonly T[],
  change: (element: T) => T,
): readonly T[] {
  const known = cache.get(list);
  if (known !== undefined) return known;
  const next = list.map(change);
  const result = next.every((each, i) => each === list[i]) ? list : next;
  cache.set(list, result);
  cache.set(result, result);
  return result;
}

/** Changes one field of an object if it is there; the same object if the field stays the same. */
export function withField<T extends object, K extends keyof T>(
  object: T,
  field: K,
  change: (value: NonNullable<T[K]>) => T[K],
): T {
  const value = object[field];
  if (value === undefined || value === null) return object;
  const next = change(value);
  return next === value ? object : { ...object, [field]: next };
}

/** Like `withField` for a part that is always there, if only empty. */
export function withStruct<T extends object, K extends keyof T>(
  object: T,
  field: K,
  change: (value: NonNullable<T[K]>) => T[K],
): T {
  const value = (object[field] ?? {}) as NonNullable<T[K]>;
  const next = change(value);
  return next === object[field] ? object : { ...object, [field]: next };
}
