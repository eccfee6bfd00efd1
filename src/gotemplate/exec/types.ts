import { typeName } from "../type-name.ts";
import { GoInt, GoList, GoMap, GoStruct, type IntType, nilBytes, type Value } from "../value.ts";

/** Parameter types are Go's names of types; this is what the executor needs to know of them. */
export type TypeKind = "bool" | "string" | "float" | "int" | "uint" | "any" | "reflect" | "other";

const KINDS: ReadonlyMap<string, TypeKind> = new Map<string, TypeKind>([
  ["interface {}", "any"],
  ["reflect.Value", "reflect"],
  ["bool", "bool"],
  ["string", "string"],
  ["float32", "float"],
  ["float64", "float"],
  ...["int", "int8", "int16", "int32", "int64"].map((type) => [type, "int"] as const),
  ...["time.Duration", "time.Month", "time.Weekday"].map((type) => [type, "int"] as const),
  ...["uint", "uint8", "uint16", "uint32", "uint64", "fs.FileMode"].map((type) => [type, "uint"] as const),
]);

export function typeKind(type: string): TypeKind {
  return KINDS.get(type) ?? "other";
}

/** The name of an integer type, or undefined. */
export function intType(type: string): IntType | undefined {
  return isIntType(type) ? type : undefined;
}

function isIntType(type: string): type is IntType {
  const kind = typeKind(type);
  return kind === "int" || kind === "uint";
}

export function canBeNil(type: string): boolean {
  return /^(?:interface \{\}$|error$|reflect\.Value$|map\[|\[\]|\*|func\(|chan )/.test(type);
}

/** The zero value of a type: what a missing key of a typed map gives, and nil as an argument. */
export function zeroOf(type: string): Value {
  const int = intType(type);
  if (int !== undefined) return new GoInt(0n, int);
  switch (typeKind(type)) {
    case "bool":
      return false;
    case "string":
      return "";
    case "float":
      return 0;
  }
  if (type === "[]uint8" || type === "[]byte") return nilBytes;
  if (type.startsWith("map[")) return new GoMap([], type, true);
  return type.startsWith("[]") ? new GoList([], type, true) : null;
}

/** Whether a value may be passed where a type is asked for (reflect's AssignableTo, or one pointer dereferenced). */
export function isAssignable(value: Exclude<Value, null>, type: string): boolean {
  const kind = typeKind(type);
  if (kind === "any" || kind === "reflect") return true;
  const own = typeName(value);
  if (own === type) return true;
  // A named map or slice type goes where its underlying type is asked for.
  if (value instanceof GoMap) return type === `map[string]${value.elemType}`;
  if (value instanceof GoList) return type === `[]${value.elemType}`;
  if (value instanceof Uint8Array) return type === "[]byte";
  return value instanceof GoStruct && own === `*${type}`;
}
