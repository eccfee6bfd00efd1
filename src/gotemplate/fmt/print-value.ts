import { bytesToString } from "../../util/byte-string.ts";
import { limit } from "../budget.ts";
import { checkParts } from "../check-parts.ts";
import { isUnsigned, typeName } from "../type-name.ts";
import { GoComplex, GoFunc, GoInt, GoList, GoMap, GoStruct, type Value } from "../value.ts";
import { type Directive, pad } from "./directive.ts";
import { formatInteger } from "./format-integer.ts";
import { formatComplex, formatNumber } from "./format-number.ts";
import { formatHex, formatQuoted, formatText } from "./format-text.ts";
import { namedIntText } from "./named-int-text.ts";
import { sortedKeys } from "./sorted-keys.ts";

/** Go's own stack would overflow on a value that contains itself. */
const MAX_DEPTH = 500;
/** Addresses differ from run to run in Go; one stands for all. */
const ADDRESS = 0xc000012345n;

/** One operand under one verb (fmt's printArg). */
export function printArg(value: Value, verb: string, directive: Directive): string {
  if (value === null) return verb === "v" || verb === "T" ? pad("<nil>", directive) : `%!${verb}(<nil>)`;
  if (verb === "T") return formatText(typeName(value), "s", directive) ?? "";
  if (verb === "p") return printPointer(value, verb, directive);
  if (value instanceof Uint8Array) return printBytes(value, verb, directive, "[]byte");
  checkParts(value);
  return printValue(value, verb, directive, 0, true);
}

/** `useMethods`: whether a String method may speak for the value, which it may not inside `%!d(…)`. */
function printValue(
  value: Value,
  verb: string,
  directive: Directive,
  depth: number,
  useMethods: boolean,
): string {
  const text = printKnown(value, verb, directive, depth, useMethods);
  if (text !== undefined) return text;
  const shown = printValue(value, "v", directive, 0, false);
  return `%!${verb}(${typeName(value)}=${shown})`;
}

function printKnown(
  value: Value,
  verb: string,
  directive: Directive,
  depth: number,
  useMethods: boolean,
): string | undefined {
  if (typeof value === "string") return formatText(value, verb, directive);
  if (typeof value === "number") return formatNumber(value, verb, directive);
  if (typeof value === "boolean")
    return verb === "t" || verb === "v" ? pad(String(value), directive) : undefined;
  if (value === null) return directive.sharpV ? "interface {}(nil)" : "<nil>";
  // Sprintf wraps no errors: %w is a mistake for every value that is asked for its methods.
  if (useMethods && verb === "w" && !(value instanceof Uint8Array)) return undefined;
  if (useMethods && !directive.sharpV && "vsxXq".includes(verb)) {
    const own = ownText(value);
    if (own !== undefined) return formatText(own, verb, directive);
  }
  if (value instanceof GoInt) return formatInteger(value.value, isUnsigned(value), verb, directive);
  if (value instanceof GoComplex) return formatComplex(value, verb, directive);
  if (value instanceof GoFunc) return printPointer(value, verb, directive);
  if (depth > MAX_DEPTH) throw limit("prints a value that contains itself");
  const element = (item: Value) => printValue(item, verb, directive, depth + 1, useMethods);
  if (value instanceof GoMap) return printMap(value, directive, element, (key) => element(key));
  if (value instanceof GoStruct) return printStruct(value, verb, directive, depth, element);
  if (value instanceof Uint8Array) {
    if ("sqxX".includes(verb)) return printBytes(value, verb, directive, "[]uint8");
    return printItems(byteTexts(value, element), "[]uint8", false, directive);
  }
  return printList(value, verb, directive, element);
}

/** The text of a String method that a copy of the value has. */
function ownText(value: Exclude<Value, null | string | number | boolean>): string | undefined {
  if (value instanceof GoInt) return namedIntText(value);
  return value instanceof GoStruct && !value.byAddress ? value.format?.() : undefined;
}

function printMap(
  map: GoMap,
  directive: Directive,
  element: (value: Value) => string,
  key: (key: string) => string,
): string {
  if (directive.sharpV && map.isNil) return `${map.goType}(nil)`;
  const parts = sortedKeys(map).map((name) => `${key(name)}:${element(map.get(name) ?? null)}`);
  return directive.sharpV ? `${map.goType}{${parts.join(", ")}}` : `map[${parts.join(" ")}]`;
}

function printList(
  list: GoList,
  verb: string,
  directive: Directive,
  element: (value: Value) => string,
): string {
  if (list.elemType === "uint8" && "sqxX".includes(verb)) {
    const bytes = Uint8Array.from(list.items, (item) => (item instanceof GoInt ? Number(item.value) : 0));
    return printBytes(bytes, verb, directive, list.goType);
  }
  return printItems(list.items.map(element), list.goType, list.isNil, directive);
}

function printItems(items: readonly string[], goType: string, isNil: boolean, directive: Directive): string {
  if (!directive.sharpV) return `[${items.join(" ")}]`;
  return isNil ? `${goType}(nil)` : `${goType}{${items.join(", ")}}`;
}

function printStruct(
  value: GoStruct,
  verb: string,
  directive: Directive,
  depth: number,
  element: (value: Value) => string,
): string | undefined {
  const isPointer = value.goType.startsWith("*");
  if (isPointer && depth > 0) return printPointer(value, verb, directive);
  const parts = Array.from(value.fields, ([name, field]) =>
    directive.plusV || directive.sharpV ? `${name}:${element(field)}` : element(field),
  );
  const body = `{${parts.join(directive.sharpV ? ", " : " ")}}`;
  const type = directive.sharpV ? value.goType.replace(/^\*/, "") : "";
  return `${isPointer ? "&" : ""}${type}${body}`;
}

function printBytes(bytes: Uint8Array, verb: string, directive: Directive, goType: string): string {
  if (verb === "s") return formatText(bytesToString(bytes), "s", directive) ?? "";
  if (verb === "q") return formatQuoted(bytesToString(bytes), directive);
  if (verb === "x" || verb === "X") return formatHex(bytes, verb, directive);
  const element = (item: Value) => printValue(item, verb, directive, 1, true);
  return printItems(byteTexts(bytes, element), goType, false, directive);
}

/** Equal bytes print alike: charts that print all that they know print whole files, byte by byte. */
function byteTexts(bytes: Uint8Array, element: (value: Value) => string): string[] {
  const texts: string[] = [];
  return Array.from(bytes, (byte) => (texts[byte] ??= element(new GoInt(BigInt(byte), "uint8"))));
}

function printPointer(value: Value, verb: string, directive: Directive): string {
  const hasAddress =
    value instanceof GoMap ||
    value instanceof GoList ||
    value instanceof GoFunc ||
    value instanceof Uint8Array ||
    (value instanceof GoStruct && value.goType.startsWith("*"));
  if (hasAddress && "bodxX".includes(verb)) return formatInteger(ADDRESS, true, verb, directive) ?? "";
  if (!hasAddress || (verb !== "p" && verb !== "v")) {
    return `%!${verb}(${typeName(value)}=${printValue(value, "v", directive, 0, false)})`;
  }
  if (verb === "v" && directive.sharpV) return `(${typeName(value)})(0x${ADDRESS.toString(16)})`;
  return formatInteger(ADDRESS, true, "x", { ...directive, sharp: !directive.sharp }) ?? "";
}
