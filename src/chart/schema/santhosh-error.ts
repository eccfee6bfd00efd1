import { formatFloat } from "../../gotemplate/text/format-float.ts";
import { quote } from "../../gotemplate/text/quote.ts";
import { isArray, isObject, type Json } from "./json.ts";
import { escapeToken } from "./schema-store.ts";

/**
 * What a value lacks (santhosh-tekuri/jsonschema 6, kind/kind.go). A `group` stands for several findings at one place and
 * gives way to them; a `reference` with one cause is not told of.
 */
export interface Finding {
  readonly path: readonly string[];
  readonly text: string;
  readonly role?: "group" | "reference";
  readonly causes: readonly Finding[];
}

/** The findings as an indented list. */
export function findingsText(findings: readonly Finding[], depth = 0): string[] {
  return findings.flatMap((finding) => {
    const isHidden = finding.role === "reference" && finding.causes.length === 1;
    if (isHidden) return findingsText(finding.causes, depth);
    const line = `${"  ".repeat(depth)}- at ${quoted(pointer(finding.path))}: ${finding.text}`;
    return [line, ...findingsText(finding.causes, depth + 1)];
  });
}

const pointer = (path: readonly string[]): string => path.map((token) => `/${escapeToken(token)}`).join("");

/** Go's %q with single quotes instead, as the library makes it. */
export function quoted(text: string): string {
  const inner = quote(text).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.slice(1, -1)}'`;
}

export const listed = (items: readonly string[]): string => items.map(quoted).join(", ");

/** A primitive as the library shows it: nil for null. */
export function displayed(value: Json): string {
  if (typeof value === "string") return quoted(value);
  if (isArray(value) || isObject(value)) return "value";
  return value === null ? "<nil>" : String(value);
}

/** An integer with commas between thousands. */
export const grouped = (integer: number | string): string =>
  String(integer).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** A float as golang.org/x/text prints it in English: 70,000 · 0.5 · 1.5×10²¹. */
export function localFloat(value: number): string {
  const text = formatFloat(value);
  const [mantissa = "", exponent] = text.split("e");
  if (exponent !== undefined) {
    const power = exponent.replace(/^\+/, "").replace(/[-0-9]/g, (char) => superscripts[char] ?? char);
    return `${mantissa}×10${power}`;
  }
  const [whole = "", decimals] = mantissa.split(".");
  return grouped(whole) + (decimals === undefined ? "" : `.${decimals}`);
}

const superscripts: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};
