import { formatFloat } from "../gotemplate/text/format-float.ts";
import { quote } from "../gotemplate/text/quote.ts";
import { compareStrings } from "../util/compare-strings.ts";
import type { Maker } from "./decode.ts";
import { inInt64, type Resolved } from "./resolve-scalar.ts";

/** What go-yaml decodes into an `interface {}`, for error texts that print it as a Go literal. */
export type GoLiteral =
  | { readonly scalar: Resolved }
  | { readonly list: GoLiteral[] }
  | { readonly map: Map<string, GoLiteral> };

const NIL = "interface {}(nil)";

/** Keeps the key 1.0 from being the key 1, which is written the same. */
const FLOAT_MARK = "float:";

/** Deeper than this, a literal is cut short. */
const MAX_DEPTH = 500;

export const goLiterals: Maker<GoLiteral> = {
  finite: false,
  map: () => ({ map: new Map() }),
  list: () => ({ list: [] }),
  scalar: (scalar) => ({ scalar }),
  key: (resolved) => (resolved.kind === "float" ? `${FLOAT_MARK}${scalar(resolved)}` : scalar(resolved)),
  set: (into, key, value) => {
    if ("map" in into) into.map.set(key, value);
  },
  push: (into, value) => {
    if ("list" in into) into.list.push(value);
  },
};

/** A value as fmt's `%#v` prints it. */
export function goSyntax(value: GoLiteral): string {
  return "scalar" in value && value.scalar.kind === "null" ? "<nil>" : element(value, 0);
}

function element(value: GoLiteral, depth: number): string {
  if (depth > MAX_DEPTH) return "…";
  if ("list" in value)
    return `[]interface {}{${value.list.map((item) => element(item, depth + 1)).join(", ")}}`;
  if ("map" in value) {
    const entries = [...value.map].sort(([a], [b]) => compareKeys(a, b));
    const members = entries.map(
      ([key, item]) => `${key.replace(FLOAT_MARK, "")}:${element(item, depth + 1)}`,
    );
    return `map[interface {}]interface {}{${members.join(", ")}}`;
  }
  return scalar(value.scalar);
}

function scalar({ kind, value }: Resolved): string {
  if (kind === "null") return NIL;
  if (kind === "float") return formatFloat(Number(value));
  if (typeof value === "bigint" && !inInt64(value)) return `0x${value.toString(16)}`;
  return typeof value === "string" ? quote(value) : String(value);
}

/**
 * Go sorts keys of different types by the addresses of their types, and those of one type as one expects. In Helm's
 * binaries the order is this: null, strings, uint64, int, float64, booleans.
 */
function compareKeys(a: string, b: string): number {
  const rank = typeRank(a) - typeRank(b);
  if (rank !== 0) return rank;
  const difference = Number(a.replace(FLOAT_MARK, "")) - Number(b.replace(FLOAT_MARK, ""));
  // Without the closing quote, a shorter text comes before a longer one that starts with it.
  return Number.isNaN(difference) ? compareStrings(a.slice(0, -1), b.slice(0, -1)) : difference;
}

function typeRank(literal: string): number {
  if (literal === NIL) return 0;
  if (literal.startsWith('"')) return 1;
  if (literal.startsWith("0x")) return 2;
  if (literal.startsWith(FLOAT_MARK)) return 4;
  return literal === "true" || literal === "false" ? 5 : 3;
}

/** The first key that no JSON object can have (null, or beyond int64), and its value. */
export function findUnsupportedKey(
  root: GoLiteral,
): { readonly key: string; readonly value: GoLiteral } | undefined {
  const left = [root];
  for (let literal = left.pop(); literal !== undefined; literal = left.pop()) {
    if ("list" in literal) for (const item of literal.list.toReversed()) left.push(item);
    if (!("map" in literal)) continue;
    for (const [key, value] of literal.map) if (key === NIL || key.startsWith("0x")) return { key, value };
    for (const value of [...literal.map.values()].toReversed()) left.push(value);
  }
  return undefined;
}
