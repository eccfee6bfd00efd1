import { GoList, GoMap, GoStruct, type Value } from "../gotemplate/value.ts";
import { CallError } from "./call-error.ts";
import { capacityOf, withCapacity } from "./slice-memory.ts";

/** A struct that does not survive being copied field by field, and says what becomes of it. */
export interface CopyableStruct {
  copied(): GoStruct;
}

/** mitchellh/copystructure's Copy, which refuses nil but keeps it inside maps and lists. */
export function deepCopy(value: Value): Value {
  if (value === null) throw new CallError("reflect: call of reflect.Value.Type on zero Value");
  return copyOf(value);
}

function copyOf(value: Value): Value {
  if (value instanceof GoMap) return new GoMap(copyEntries(value), value.goType, value.isNil);
  if (value instanceof GoList)
    return withCapacity(new GoList(value.items.map(copyOf), value.goType, value.isNil), capacityOf(value));
  if (value instanceof Uint8Array) return value.slice();
  if (value instanceof GoStruct) return copyStruct(value);
  return value;
}

function copyStruct(value: GoStruct): GoStruct {
  if ("copied" in value) return (value as GoStruct & CopyableStruct).copied();
  const { goType, methods, format, byAddress, json } = value;
  return new GoStruct(goType, new Map(copyEntries(value.fields)), methods, format, byAddress, json);
}

function copyEntries(entries: ReadonlyMap<string, Value>): (readonly [string, Value])[] {
  return Array.from(entries, ([key, value]) => [key, copyOf(value)] as const);
}
