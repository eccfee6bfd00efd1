import { compareStrings } from "../../util/compare-strings.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** A member of an object, undefined where it has none of its own. */
export function member(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export type JsonType = "null" | "boolean" | "number" | "string" | "array" | "object";

export function typeOf(value: Json): JsonType {
  if (value === null) return "null";
  if (isArray(value)) return "array";
  const type = typeof value;
  return type === "boolean" || type === "number" || type === "string" ? type : "object";
}

export function equals(a: Json, b: Json): boolean {
  if (isArray(a))
    return isArray(b) && a.length === b.length && a.every((item, i) => equals(item, b[i] ?? null));
  if (!isObject(a)) return a === b;
  if (!isObject(b) || isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equals(a[key] ?? null, b[key] ?? null))
  );
}

/** How many characters a string has, as Go counts runes. */
export const length = (text: string): number => [...text].length;

/** encoding/json's text: members in byte order, `<`, `>` and `&` escaped. */
export function goJson(value: Json): string {
  if (isArray(value)) return `[${value.map(goJson).join(",")}]`;
  if (!isObject(value)) return escapeHtml(JSON.stringify(value));
  const members = Object.entries(value).sort(([a], [b]) => compareStrings(a, b));
  return `{${members.map(([key, entry]) => `${escapeHtml(JSON.stringify(key))}:${goJson(entry)}`).join(",")}}`;
}

const escapeHtml = (text: string): string =>
  text.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);

/** Whether one number is a whole multiple of another, as decimal fractions. */
export function isMultiple(value: number, of: number): boolean {
  const [a, b] = [fraction(value), fraction(of)];
  const scale = Math.max(a.scale, b.scale);
  const divisor = b.digits * 10n ** BigInt(scale - b.scale);
  return divisor !== 0n && (a.digits * 10n ** BigInt(scale - a.scale)) % divisor === 0n;
}

/** A number as `digits` × 10^-`scale`. */
function fraction(value: number): { digits: bigint; scale: number } {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", decimals = ""] = mantissa.split(".");
  const digits = BigInt(whole + decimals);
  const scale = decimals.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}
