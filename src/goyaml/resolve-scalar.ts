import { parseFloat64, parseInt64, parseUint64 } from "../gotemplate/text/parse-number.ts";
import type { YamlScalar } from "./node.ts";
import { isTimestamp } from "./timestamp.ts";

export type ScalarKind = "null" | "bool" | "int" | "float" | "timestamp" | "str";

/** What a scalar means. An int beyond 2^53 is a bigint; a timestamp keeps its text. */
export interface Resolved {
  readonly kind: ScalarKind;
  readonly value: null | boolean | number | bigint | string;
}

const STANDARD = "tag:yaml.org,2002:";
const KINDS: ReadonlySet<string> = new Set(["null", "bool", "int", "float", "timestamp", "str"]);

const words: ReadonlyMap<string, Resolved> = new Map(
  [
    { kind: "bool", value: true, texts: "y Y yes Yes YES true True TRUE on On ON" },
    { kind: "bool", value: false, texts: "n N no No NO false False FALSE off Off OFF" },
    { kind: "null", value: null, texts: "~ null Null NULL" },
    { kind: "float", value: Number.NaN, texts: ".nan .NaN .NAN" },
    { kind: "float", value: Number.POSITIVE_INFINITY, texts: ".inf .Inf .INF +.inf +.Inf +.INF" },
    { kind: "float", value: Number.NEGATIVE_INFINITY, texts: "-.inf -.Inf -.INF" },
  ].flatMap(({ kind, value, texts }) =>
    texts.split(" ").map((text) => [text, { kind: kind as ScalarKind, value }] as const),
  ),
);

const NULL: Resolved = { kind: "null", value: null };
const MAY_BE_WORD = /^[yYnNtTfFoO~]/;
const MAY_BE_NUMBER = /^[-+0-9]/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** The meaning of a scalar in a tree, or what is wrong with it (`cannot decode !!str …`). */
export function resolveScalar({ text, style, tag }: YamlScalar): Resolved | string {
  if (tag === "") return style === "plain" ? resolvePlain(text) : { kind: "str", value: text };
  const wanted = tag.startsWith(STANDARD) ? tag.slice(STANDARD.length) : "";
  if (wanted === "str" || !KINDS.has(wanted)) return { kind: "str", value: text };
  const found = resolvePlain(text, wanted === "timestamp");
  if (found.kind === wanted) return found;
  if (wanted === "float" && found.kind === "int" && inInt64(found.value))
    return { kind: "float", value: Number(found.value) };
  return `cannot decode !!${found.kind} \`${text}\` as a !!${wanted}`;
}

/** The meaning of a text without quotes and tag, by go-yaml v2's resolve.go: YAML 1.1 with Go's numbers. */
export function resolvePlain(text: string, timestamps = true): Resolved {
  if (text === "") return NULL;
  if (MAY_BE_WORD.test(text)) return words.get(text) ?? { kind: "str", value: text };
  if (text.startsWith(".")) return words.get(text) ?? pointFloat(text);
  if (!MAY_BE_NUMBER.test(text)) return { kind: "str", value: text };
  return (
    words.get(text) ?? (timestamps && isTimestamp(text) ? { kind: "timestamp", value: text } : number(text))
  );
}

function pointFloat(text: string): Resolved {
  const value = parseFloat64(text);
  return value === undefined ? { kind: "str", value: text } : { kind: "float", value };
}

function number(text: string): Resolved {
  const digits = text.replaceAll("_", "");
  const integer = parseInteger(digits);
  if (integer !== undefined) return { kind: "int", value: integer };
  const value = FLOAT.test(digits) ? parseFloat64(digits) : undefined;
  return value === undefined ? { kind: "str", value: text } : { kind: "float", value };
}

const DECIMAL = /^[-+]?(?:0|[1-9][0-9]{0,14})$/;
/** go-yaml reads what follows `0b` as a number with a sign of its own. */
const SIGNED_BINARY = /^0b([-+][01]+)$/;

function parseInteger(text: string): number | bigint | undefined {
  if (DECIMAL.test(text)) return Number(text) + 0;
  const binary = SIGNED_BINARY.exec(text)?.[1];
  const value = binary === undefined ? (parseInt64(text, 0) ?? parseUint64(text, 0)) : parseInt64(binary, 2);
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** Whether Go holds an integer in an int; a larger one is a uint64. */
export function inInt64(value: Resolved["value"]): boolean {
  return typeof value === "number" || (typeof value === "bigint" && BigInt.asIntN(64, value) === value);
}
