import { GoInt, GoList, type Value } from "../gotemplate/value.ts";
import { CallError, NIL_DEREFERENCE } from "./call-error.ts";
import { reflectKind } from "./reflect-kind.ts";

/**
 * The elements of any slice, as sprig's list functions see them by reflection. `refusal` begins the error for what is
 * none (`Cannot find last on type`); nil panics.
 */
export function elements(list: Value, refusal: string): readonly Value[] {
  const items = elementsOf(list);
  if (items !== undefined) return items;
  throw new CallError(list === null ? NIL_DEREFERENCE : `${refusal} ${reflectKind(list)}`);
}

/** The elements of any slice, undefined for what is none. */
export function elementsOf(list: Value): readonly Value[] | undefined {
  if (list instanceof GoList) return list.items;
  return list instanceof Uint8Array
    ? Array.from(list, (byte) => new GoInt(BigInt(byte), "uint8"))
    : undefined;
}
