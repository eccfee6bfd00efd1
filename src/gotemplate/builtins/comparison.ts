import type { Operand } from "../exec/operand.ts";
import { compareStrings } from "../fmt/sorted-keys.ts";
import { sprintf } from "../fmt/sprintf.ts";
import { kindOf, typeName } from "../type-name.ts";
import { GoComplex, GoInt, GoList, GoMap, GoStruct, type Value } from "../value.ts";
import type { BuiltinContext } from "./builtin.ts";

type BasicKind = "bool" | "complex" | "number" | "float" | "string";

/** `eq a b c …`: whether a is equal to one of the others (text/template/funcs.go). */
export function equals([first, ...others]: readonly Operand[], context: BuiltinContext): boolean {
  if (others.length === 0) throw new Error("missing argument for comparison");
  return others.some((other) => equalsOne(first ?? undefined, other ?? undefined, context));
}

export function isLess([a, b]: readonly Operand[], context: BuiltinContext): boolean {
  return less(a ?? undefined, b ?? undefined, context);
}

export function isLessOrEqual(values: readonly Operand[], context: BuiltinContext): boolean {
  return isLess(values, context) || equals(values, context);
}

function equalsOne(a: Operand, b: Operand, context: BuiltinContext): boolean {
  const kind = basicKind(a);
  if (kind !== basicKind(b)) {
    if (isPresent(a) && isPresent(b)) throw incompatible(a, b, context);
    return false;
  }
  if (a instanceof GoInt && b instanceof GoInt) return a.value === b.value;
  if (a instanceof GoComplex && b instanceof GoComplex) return a.real === b.real && a.imag === b.imag;
  return kind === undefined ? equalsReference(a, b) : a === b;
}

/** Values without a basic kind: only nil can be told from them, or structs and pointers from each other. */
function equalsReference(a: Operand, b: Operand): boolean {
  if (isPresent(a) && isPresent(b) && kindOf(a) !== kindOf(b)) {
    throw new Error(sprintf("non-comparable types %s: %v, %s: %v", [a, typeName(a), typeName(b), b]));
  }
  if (isNil(a) || isNil(b)) return isNil(a) === isNil(b);
  if (!isPresent(b) || !(b instanceof GoStruct)) {
    throw new Error(sprintf("non-comparable type %s: %v", [b ?? null, typeName(b ?? null)]));
  }
  return a === b || (a instanceof GoStruct && !b.goType.startsWith("*") && equalFields(a, b));
}

function equalFields(a: GoStruct, b: GoStruct): boolean {
  return a.goType === b.goType && [...a.fields].every(([name, value]) => value === b.fields.get(name));
}

function less(a: Operand, b: Operand, context: BuiltinContext): boolean {
  const kind = basicKind(a);
  const otherKind = basicKind(b);
  if (kind === undefined || otherKind === undefined || !isPresent(a) || !isPresent(b)) throw invalidType();
  if (kind !== otherKind) throw incompatible(a, b, context);
  if (a instanceof GoInt && b instanceof GoInt) return a.value < b.value;
  if (typeof a === "number" && typeof b === "number") return a < b;
  if (typeof a === "string" && typeof b === "string") return compareStrings(a, b) < 0;
  throw invalidType();
}

function basicKind(value: Operand): BasicKind | undefined {
  if (value instanceof GoInt) return "number";
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "float";
  if (typeof value === "boolean") return "bool";
  return value instanceof GoComplex ? "complex" : undefined;
}

function isPresent(value: Operand): value is Exclude<Value, null> {
  return value !== undefined && value !== null;
}

function isNil(value: Operand): boolean {
  if (!isPresent(value)) return true;
  return (value instanceof GoMap || value instanceof GoList) && value.isNil;
}

function invalidType(): Error {
  return new Error("invalid type for comparison");
}

function incompatible(a: Value, b: Value, { rules }: BuiltinContext): Error {
  const types = rules.namesComparedTypes ? `: ${typeName(a)} and ${typeName(b)}` : "";
  return new Error(`incompatible types for comparison${types}`);
}
