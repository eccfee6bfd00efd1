import { byPieces } from "../../util/by-pieces.ts";
import { isRawByte } from "../../util/byte-string.ts";
import { isPrint } from "./is-print.ts";

const SHORT_ESCAPES = new Map([
  [0x07, "\\a"],
  [0x08, "\\b"],
  [0x0c, "\\f"],
  [0x0a, "\\n"],
  [0x0d, "\\r"],
  [0x09, "\\t"],
  [0x0b, "\\v"],
]);
const NOT_PLAIN = /[^ !#-[\]-~]/gu;

/** A string as a double-quoted Go literal (strconv.Quote, or QuoteToASCII). */
export function quote(text: string, asciiOnly = false): string {
  const escaped = (char: string): string => escapeCode(char.codePointAt(0) ?? 0, '"', asciiOnly);
  return `"${byPieces(text, (piece) => piece.replace(NOT_PLAIN, escaped))}"`;
}

/** A code point as a single-quoted Go literal (strconv.QuoteRune); an invalid one becomes U+FFFD. */
export function quoteRune(code: number, asciiOnly = false): string {
  return `'${escapeCode(isValidRune(code) ? code : 0xfffd, "'", asciiOnly)}'`;
}

/** Whether a string may stand between back quotes (strconv.CanBackquote). */
export function canBackquote(text: string): boolean {
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (isRawByte(code) || code === 0xfeff || code === 0x60 || code === 0x7f) return false;
    if (code < 0x20 && code !== 0x09) return false;
  }
  return true;
}

export function isValidRune(code: number): boolean {
  return code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
}

function escapeCode(code: number, quoteChar: string, asciiOnly: boolean): string {
  if (isRawByte(code)) return `\\x${hex(code & 0xff, 2)}`;
  const char = String.fromCodePoint(code);
  if (char === quoteChar || char === "\\") return `\\${char}`;
  if ((!asciiOnly || code < 0x80) && isPrint(code)) return char;
  const short = SHORT_ESCAPES.get(code);
  if (short !== undefined) return short;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
