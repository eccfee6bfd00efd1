import {
  GoComplex,
  GoFunc,
  GoInt,
  GoList,
  GoMap,
  GoStruct,
  type IntType,
  type Value,
} from "../gotemplate/value.ts";

const NAMED_INTS: Partial<Record<IntType, string>> = {
  "time.Duration": "int64",
  "time.Month": "int",
  "time.Weekday": "int",
  "fs.FileMode": "uint32",
};

/** The text of reflect.Kind: what `kindOf` says and sprig's errors name. */
export function reflectKind(value: Value): string {
  if (value === null) return "invalid";
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "float64";
  if (typeof value === "boolean") return "bool";
  if (value instanceof GoInt) return NAMED_INTS[value.goType] ?? value.goType;
  if (value instanceof GoMap) return "map";
  if (value instanceof GoList || value instanceof Uint8Array) return "slice";
  if (value instanceof GoStruct) return value.goType.startsWith("*") ? "ptr" : "struct";
  if (value instanceof GoComplex) return "complex128";
  return value instanceof GoFunc ? "func" : "invalid";
}
