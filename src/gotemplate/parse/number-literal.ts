import { parseFloat64, parseInt64, parseUint64 } from "../text/parse-number.ts";
import { quote } from "../text/quote.ts";
import { unquoteChar } from "../text/unquote.ts";

/** A number under every type that can hold it: Go's untyped constants in a small way. */
export interface NumberLiteral {
  readonly int?: bigint | undefined;
  readonly uint?: bigint | undefined;
  readonly float?: number | undefined;
  readonly complex?: { readonly real: number; readonly imag: number } | undefined;
  /** Whether it is a float where no type is asked for: written with a point or an exponent. */
  readonly looksFloat: boolean;
}

/** Reads a number token; a string is the message of a parse error (text/template/parse/node.go, newNumber). */
export function readNumberLiteral(
  text: string,
  type: "number" | "complex" | "charConstant",
): NumberLiteral | string {
  if (type === "charConstant") return readChar(text);
  if (type === "complex") return readComplex(text);
  if (text.endsWith("i")) {
    const imag = parseFloat64(text.slice(0, -1));
    if (imag !== undefined) return complexLiteral(0, imag);
  }
  const int = parseInt64(text, 0);
  // ParseUint refuses a sign, but -0 is an unsigned number too.
  const uint = parseUint64(text, 0) ?? (int === 0n ? 0n : undefined);
  const looksFloat = /[.eEpP]/.test(text) && !(/^0[xX]./.test(text) && !/[pP]/.test(text));
  const whole = int ?? uint;
  if (whole !== undefined) return { int, uint, float: Number(whole), looksFloat };
  const float = parseFloat64(text);
  if (float === undefined) return `illegal number syntax: ${quote(text)}`;
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${quote(text)}`;
  return { ...wholeParts(float), float, looksFloat };
}

function readChar(text: string): NumberLiteral | string {
  const char = unquoteChar(text, 1, "'");
  if (char === undefined) return "invalid syntax";
  if (text.slice(char.end) !== "'") return `malformed character constant: ${text}`;
  const value = BigInt(char.code);
  return { int: value, uint: value, float: char.code, looksFloat: false };
}

/** `1+2i`. */
function readComplex(text: string): NumberLiteral | string {
  const split = /^(.*[^eEpP])([+-].*)i$/.exec(text);
  const real = parseFloat64(split?.[1] ?? "");
  const imag = parseFloat64(split?.[2] ?? "");
  if (real === undefined || imag === undefined) return "syntax error scanning complex number";
  return complexLiteral(real, imag);
}

function complexLiteral(real: number, imag: number): NumberLiteral {
  const complex = { real, imag };
  return imag === 0
    ? { ...wholeParts(real), float: real, complex, looksFloat: false }
    : { complex, looksFloat: false };
}

/** The integers that a float is equal to, as far as its size allows. */
function wholeParts(float: number): { int?: bigint; uint?: bigint } {
  if (!Number.isInteger(float)) return {};
  const value = BigInt(float);
  return {
    ...(value >= -(1n << 63n) && value < 1n << 63n ? { int: value } : {}),
    ...(value >= 0n && value < 1n << 64n ? { uint: value } : {}),
  };
}
