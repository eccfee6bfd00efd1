import { GoComplex, GoFunc, GoInt, GoList, GoMap, GoStruct, type Value } from "../gotemplate/value.ts";

/** A struct that holds more than its fields show, such as a time, and compares that. */
export interface ComparableStruct {
  /** Whether two values of this type have the same content. */
  hasSameContent(other: GoStruct): boolean;
}

/** reflect.DeepEqual: the same type and content; a nil map or slice is not an empty one, and 1 is not 1.0. */
export function deepEqual(a: Value, b: Value): boolean {
  if (a === b) return !(a instanceof GoFunc);
  if (a instanceof GoInt) return b instanceof GoInt && a.value === b.value && a.goType === b.goType;
  if (a instanceof GoComplex) return b instanceof GoComplex && a.real === b.real && a.imag === b.imag;
  if (a instanceof GoMap)
    return b instanceof GoMap && isSameKind(a, b) && a.size === b.size && hasSameEntries(a, b);
  if (a instanceof GoList)
    return (
      b instanceof GoList &&
      isSameKind(a, b) &&
      a.items.length === b.items.length &&
      a.items.every((item, i) => deepEqual(item, b.items[i] ?? null))
    );
  if (a instanceof Uint8Array)
    return b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
  if (a instanceof GoStruct) return b instanceof GoStruct && a.goType === b.goType && hasSameStruct(a, b);
  return false;
}

function isSameKind(a: GoMap | GoList, b: GoMap | GoList): boolean {
  return a.goType === b.goType && a.isNil === b.isNil;
}

function hasSameEntries(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean {
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || !deepEqual(value, other)) return false;
  }
  return true;
}

function hasSameStruct(a: GoStruct, b: GoStruct): boolean {
  if ("hasSameContent" in a) return (a as GoStruct & ComparableStruct).hasSameContent(b);
  return a.fields.size === b.fields.size && hasSameEntries(a.fields, b.fields);
}
