import { GoComplex, GoInt, GoList, GoMap } from "../value.ts";
import type { Operand } from "./operand.ts";

/** Whether `if`, `and`, `not` … take a value for true: it is not the zero value of its type, nor an empty container. */
export function isTrue(value: Operand): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return value.length > 0;
  if (typeof value === "number") return value !== 0;
  if (value instanceof GoInt) return value.value !== 0n;
  if (value instanceof GoMap) return value.size > 0;
  if (value instanceof GoList) return value.items.length > 0;
  if (value instanceof Uint8Array) return value.length > 0;
  return value instanceof GoComplex ? value.real !== 0 || value.imag !== 0 : true;
}
