import { isAlphaNumeric } from "../text/is-print.ts";

const SIGN = "[+-]?";
/** Digits of a base, with the exponent that goes with it. Wrong ones are for the parser to find. */
const UNSIGNED = [
  "0[xX][0-9a-fA-F_]*(?:\\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?",
  "0[oO][0-7_]*(?:\\.[0-7_]*)?",
  "0[bB][01_]*(?:\\.[01_]*)?",
  "[0-9_]*(?:\\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?",
].join("|");
const NUMBER = new RegExp(`${SIGN}(?:${UNSIGNED})i?`, "y");

/** Where a number ends, and whether it is a complex one; no type if it is no number (lex.go's scanNumber). */
export function scanNumber(text: string, start: number): { end: number; type?: "number" | "complex" } {
  const first = scanReal(text, start);
  if (!first.isGood) return { end: first.end };
  if (text[first.end] !== "+" && text[first.end] !== "-") return { end: first.end, type: "number" };
  const second = scanReal(text, first.end);
  return second.isGood && text[second.end - 1] === "i"
    ? { end: second.end, type: "complex" }
    : { end: second.end };
}

function scanReal(text: string, start: number): { end: number; isGood: boolean } {
  NUMBER.lastIndex = start;
  const end = start + (NUMBER.exec(text)?.[0].length ?? 0);
  const next = text.codePointAt(end);
  if (next === undefined || !isAlphaNumeric(next)) return { end, isGood: true };
  return { end: end + (next > 0xffff ? 2 : 1), isGood: false };
}
