import { sprintf } from "../../../gotemplate/fmt/sprintf.ts";
import { GoList, GoMap, int64, type Value } from "../../../gotemplate/value.ts";
import { pathText } from "../apply/field-tree.ts";
import { isMap, type JsonMap } from "../apply/json.ts";
import { itemKey, type Semantics } from "../apply/list-semantics.ts";
import { type FieldType, fieldsOf } from "./field-types.ts";
import type { TypeProblem } from "./type-problems.ts";

/**
 * A value of the wrong type in the words of Go's decoder (encoding/json, UnmarshalTypeError). Quantities and what may be
 * a number or a string decode themselves, and do not know where they stand.
 */
export function decodeText({ value, owner, fields, type = "a" }: TypeProblem): string {
  if (type === "q") return quantityText(value);
  const kind = jsonKind(value, type);
  if (type === "x") return `json: cannot unmarshal ${kind} into Go value of type int32`;
  return `json: cannot unmarshal ${kind} into Go struct field ${owner}.${fields} of type ${goType(type)}`;
}

/**
 * The same in the words of the server's way from a strategically merged map to an object
 * (staging/apimachinery/pkg/runtime/converter.go, fromUnstructured).
 */
export function convertText(problem: TypeProblem): string {
  const { value, type = "a" } = problem;
  if (type === "q" || type === "x") return decodeText(problem);
  const kind = goKind(value);
  if (type.startsWith("[") || type === "y") return `cannot restore slice from ${kind}`;
  if (type.startsWith("{")) return `cannot restore map from ${kind}`;
  if (fieldsOf(type) !== undefined) return `cannot restore struct from: ${kind}`;
  // Go converts a whole number to a text and a fraction to a whole number, if not to what is meant; others not at all.
  const converts = (kind === "int64" && type === "s") || (kind === "float64" && isNumeric(type));
  return converts ? `cannot convert ${kind} to ${goType(type)}` : `unrecognized type: ${goType(type)}`;
}

function goKind(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  if (typeof value === "object") return Array.isArray(value) ? "slice" : "map";
  return typeof value === "boolean" ? "bool" : "string";
}

/** staging/apimachinery/pkg/api/resource/quantity.go */
const quantityText = (value: unknown): string =>
  /^[+-]?[0-9.]+[eEinumkKMGTP]*[-+]?[0-9]*$/.test(String(value))
    ? "unable to parse quantity's suffix"
    : "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/** An unknown field in the words of a strict decoder, and of warnings. */
export const unknownFieldText = ({ path }: TypeProblem): string => `unknown field "${dottedPath(path)}"`;

/** What a value should be, in words. */
export function typeWord({ type = "a" }: TypeProblem): string {
  if (type.startsWith("[")) return "a list";
  if (type === "s" || type === "y") return "a string";
  if (type === "b") return "true or false";
  if (isNumeric(type)) return "a number";
  if (type === "q") return "a quantity such as 500m or 128Mi";
  return type === "x" ? "a whole number or a string" : "a map";
}

/** `spec.containers[0].image` */
export const dottedPath = (path: TypeProblem["path"]): string =>
  path.reduce<string>(
    (text, segment) =>
      typeof segment === "number" ? `${text}[${segment}]` : text === "" ? segment : `${text}.${segment}`,
    "",
  );

/**
 * A problem as server-side apply tells it (structured-merge-diff, typed/validate.go); undefined for a scalar that comes to
 * grief only when the object is decoded, for there it may be anything.
 */
export function applyText(problem: TypeProblem, object: JsonMap, semantics: Semantics): string | undefined {
  const { value, type } = problem;
  const decodesItself = type === "q" || type === "x";
  if (decodesItself && typeof value !== "object") return undefined;
  const path = pathText(segmentsOf(problem.path, object, semantics));
  if (type === undefined) return `${path}: field not declared in schema`;
  if (type.startsWith("[")) return `${path}: expected list, got ${printed("&{%v}", value)}`;
  if (type.startsWith("{") || fieldsOf(type) !== undefined)
    return `${path}: expected map, got ${printed("&{%v}", value)}`;
  if (decodesItself) return `${path}: expected any scalar, got ${printed("&{%v}", value)}`;
  if (type === "b") return `${path}: expected boolean, got ${printed("&{%v}", value)}`;
  if (isNumeric(type)) return `${path}: expected numeric (int or float), got ${printed("%T", value)}`;
  return `${path}: expected string, got ${printed("&value.valueUnstructured{Value:%#v}", value)}`;
}

function segmentsOf(path: TypeProblem["path"], object: JsonMap, semantics: Semantics): string[] {
  const names: string[] = [];
  let value: unknown = object;
  return path.map((segment) => {
    if (typeof segment === "string") {
      names.push(segment);
      value = isMap(value) ? value[segment] : undefined;
      return `f:${segment}`;
    }
    const rule = semantics.list(names);
    const item: unknown = Array.isArray(value) ? value[segment] : undefined;
    value = item;
    if (rule.kind === "set") return `v:${JSON.stringify(item)}`;
    const key = rule.kind === "map" ? itemKey(item, rule) : undefined;
    return key === undefined ? `i:${segment}` : `k:${key}`;
  });
}

function jsonKind(value: unknown, type: FieldType): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  // one that is too large, or has a fraction
  if (typeof value === "number" && (isNumeric(type) || type === "x")) return `number ${value}`;
  return typeof value;
}

const isNumeric = (type: FieldType): boolean => type === "i" || type === "l" || type === "f";

const goTypes: Readonly<Record<string, string>> = {
  s: "string",
  i: "int32",
  l: "int64",
  f: "float64",
  b: "bool",
  y: "[]uint8",
};

function goType(type: FieldType): string {
  if (type.startsWith("[")) return `[]${goType(type.slice(1))}`;
  if (type.startsWith("{")) return `map[string]${goType(type.slice(1))}`;
  return goTypes[type] ?? `v1.${type}`;
}

/** A JSON value as Go prints a map: `map[spec:map[replicas:x]]`. */
export const goText = (value: unknown): string => printed("%+v", value);

const printed = (format: string, value: unknown): string => sprintf(format, [goValue(value)]);

/** A JSON value as the server reads it: whole numbers are whole there. */
function goValue(value: unknown): Value {
  if (Array.isArray(value)) return new GoList(value.map(goValue));
  if (isMap(value)) return new GoMap(Object.entries(value).map(([key, each]) => [key, goValue(each)]));
  if (typeof value === "number") return Number.isInteger(value) ? int64(value) : value;
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}
