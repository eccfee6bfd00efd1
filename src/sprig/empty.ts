import { GoComplex, GoInt, GoList, GoMap, type Value } from "../gotemplate/value.ts";

/** sprig's `empty`: nil, zero, false, "", and maps and slices without elements; structs and functions never are. */
export function isEmpty(value: Value): boolean {
  if (value === null || value === false || value === "" || value === 0) return true;
  if (value instanceof GoInt) return value.value === 0n;
  if (value instanceof GoMap) return value.size === 0;
  if (value instanceof GoList) return value.items.length === 0;
  if (value instanceof Uint8Array) return value.length === 0;
  return value instanceof GoComplex && value.real === 0 && value.imag === 0;
}
