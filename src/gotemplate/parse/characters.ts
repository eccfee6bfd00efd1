import { isRawByte } from "../../util/byte-string.ts";
import { isPrint } from "../text/is-print.ts";

/** A blank inside an action, or one that a trim marker takes away. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Where text from `start` on ends before the blanks that lead up to `end`. */
export function endOfText(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Where text starts after the blanks from `at` on. */
export function startOfText(text: string, at: number): number {
  let start = at;
  while (isSpace(text.charCodeAt(start))) start++;
  return start;
}

/** Whether a word may end at a position: `$x+2` is refused. */
export function isTerminator(text: string, at: number): boolean {
  switch (text[at]) {
    case undefined:
    case " ":
    case "\t":
    case "\r":
    case "\n":
    case ".":
    case ",":
    case "|":
    case ":":
    case ")":
    case "(":
      return true;
    case "}":
      return text[at + 1] === "}";
    default:
      return false;
  }
}

/** A code point as `%#U` prints it: `U+003B ';'`. */
export function showCode(unit: number): string {
  const code = isRawByte(unit) ? 0xfffd : unit;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return isPrint(code) ? `${number} '${String.fromCodePoint(code)}'` : number;
}
