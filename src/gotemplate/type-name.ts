import { GoComplex, GoFunc, GoInt, GoList, GoMap, GoStruct, type Value } from "./value.ts";

/** The Go name of a value's type, as `%T` prints it. */
export function typeName(value: Value): string {
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "float64";
  if (typeof value === "boolean") return "bool";
  if (value === null) return "<nil>";
  if (value instanceof Uint8Array) return "[]uint8";
  if (value instanceof GoComplex) return "complex128";
  if (value instanceof GoFunc) return funcTypeName(value);
  return value.goType;
}

/** Reflect's kind of a value; pointers to structs are told by their type's name. */
export type Kind =
  | "nil"
  | "bool"
  | "string"
  | "float"
  | "int"
  | "uint"
  | "complex"
  | "map"
  | "slice"
  | "struct"
  | "ptr"
  | "func";

export function kindOf(value: Value): Kind {
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "float";
  if (typeof value === "boolean") return "bool";
  if (value === null) return "nil";
  if (value instanceof GoInt) return isUnsigned(value) ? "uint" : "int";
  if (value instanceof GoMap) return "map";
  if (value instanceof GoList || value instanceof Uint8Array) return "slice";
  if (value instanceof GoStruct) return value.goType.startsWith("*") ? "ptr" : "struct";
  return value instanceof GoComplex ? "complex" : "func";
}

export function isUnsigned(value: GoInt): boolean {
  return value.goType.startsWith("uint") || value.goType === "fs.FileMode";
}

function funcTypeName(func: GoFunc): string {
  const params = func.variadic === undefined ? func.params : [...func.params, `...${func.variadic}`];
  return `func(${params.join(", ")}) interface {}`;
}
