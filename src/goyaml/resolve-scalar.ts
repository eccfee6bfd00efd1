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
/** With underscores only between digits, as Go writes them. */
const POINT_FLOAT = /^\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?$/;

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
  const value = POINT_FLOAT.test(text) ? Number(text.replaceAll("_", "")) : Number.NaN;
  return Number.isFinite(value) ? { kind: "float", value } : { kind: "str", value: text };
}

function number(text: string): Resolved {
  const digits = text.replaceAll("_", "");
  const integer = parseInteger(digits);
  if (integer !== undefined) return { kind: "int", value: integer };
  const value = FLOAT.test(digits) ? Number(digits) : Number.NaN;
  return Number.isFinite(value) ? { kind: "float", value } : { kind: "str", value: text };
}

const DECIMAL = /^[-+]?(?:0|[1-9][0-9]{0,14})$/;
const BASED = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|0([0-7]+)|([1-9][0-9]*))$/;
/** go-yaml reads what follows `0b` as a number with a sign of its own. */
const SIGNED_BINARY = /^0b([-+])([01]+)$/;

/** strconv.ParseInt or ParseUint with base 0 and 64 bits. */
function parseInteger(text: string): number | bigint | undefined {
  if (DECIMAL.test(text)) return Number(text) + 0;
  const signed = SIGNED_BINARY.exec(text);
  const [, sign, hex, octal, binary, zero, decimal] =
    BASED.exec(signed ? `${signed[1]}0b${signed[2]}` : text) ?? [];
  const size =
    hex !== undefined
      ? BigInt(`0x${hex}`)
      : binary !== undefined
        ? BigInt(`0b${binary}`)
        : decimal !== undefined
          ? BigInt(decimal)
          : (octal ?? zero) !== undefined
            ? BigInt(`0o${octal ?? zero}`)
            : undefined;
  if (size === undefined) return undefined;
  const value = sign === "-" ? -size : size;
  const unsigned = sign === "" && value < 1n << 64n;
  if (!inInt64(value) && !unsigned) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** Whether Go holds an integer in an int; a larger one is a uint64. */
export function inInt64(value: Resolved["value"]): boolean {
  return typeof value === "number" || (typeof value === "bigint" && BigInt.asIntN(64, value) === value);
}
