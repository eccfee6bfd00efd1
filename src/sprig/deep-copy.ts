import { checkParts } from "../gotemplate/check-parts.ts";
import { GoList, GoMap, GoStruct, isExported, nilBytes, type Value } from "../gotemplate/value.ts";
import { CallError } from "./call-error.ts";
import { capacityOf, withCapacity } from "./slice-memory.ts";

/** A struct that does not survive being copied field by field, and says what becomes of it. */
export interface CopyableStruct {
  copied(): GoStruct;
}

/** mitchellh/copystructure's Copy, which refuses nil but keeps it inside maps and lists. */
export function deepCopy(value: Value): Value {
  if (value === null) throw new CallError("reflect: call of reflect.Value.Type on zero Value");
  checkParts(value);
  return copyOf(value);
}

/** `isAddressable`: it becomes part of something that a pointer leads to. */
function copyOf(value: Value, isAddressable = false): Value {
  if (value instanceof GoMap) return value.withEntries(copyEntries(value));
  if (value instanceof GoList)
    return withCapacity(
      value.withItems(
        value.items.map((item) => copyOf(item)),
        value.isNil,
      ),
      capacityOf(value),
    );
  if (value instanceof Uint8Array) return value === nilBytes ? value : value.slice();
  if (value instanceof GoStruct) return copyStruct(value, isAddressable);
  return value;
}

/** What only other packages may touch is not copied, and a copy that no pointer leads to lacks its pointer's methods. */
function copyStruct(value: GoStruct, isAddressable: boolean): GoStruct {
  if ("copied" in value) return (value as GoStruct & CopyableStruct).copied();
  const { goType, methods, format, byAddress, json, embedded } = value;
  const isPointer = goType.startsWith("*");
  const fields = Array.from(
    value.fields,
    ([name, field]) => [name, isExported(name) ? copyOf(field, isPointer || isAddressable) : ""] as const,
  );
  const copy = new GoStruct(goType, new Map(fields), methods, format, byAddress, json, embedded);
  return isAddressable ? copy : copy.copy;
}

function copyEntries(entries: ReadonlyMap<string, Value>): (readonly [string, Value])[] {
  return Array.from(entries, ([key, value]) => [key, copyOf(value)] as const);
}
