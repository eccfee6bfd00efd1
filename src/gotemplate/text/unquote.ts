import { bytesToString, stringToBytes } from "../../util/byte-string.ts";
import { isValidRune } from "./quote.ts";

const ESCAPED: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
  "\\": 0x5c,
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** One character of a quoted Go literal: its code, whether it stands for a byte rather than a code point, its end. */
export interface QuotedChar {
  readonly code: number;
  readonly isByte: boolean;
  readonly end: number;
}

/** The string that a double- or back-quoted Go literal stands for (strconv.Unquote), undefined if it is malformed. */
export function unquote(literal: string): string | undefined {
  const quoteChar = literal.charAt(0);
  if (literal.length < 2 || !literal.endsWith(quoteChar)) return undefined;
  const body = literal.slice(1, -1);
  if (quoteChar === "`") return body.includes("`") ? undefined : body.replaceAll("\r", "");
  if (quoteChar !== '"' || body.includes("\n")) return undefined;
  if (!body.includes("\\")) return body.includes('"') ? undefined : body;
  let out = "";
  let hasBytes = false;
  for (let at = 0; at < body.length; ) {
    const char = unquoteChar(body, at, quoteChar);
    if (char === undefined) return undefined;
    const isRaw = char.isByte && char.code >= 0x80;
    hasBytes ||= isRaw;
    out += isRaw ? String.fromCharCode(0xdc00 + char.code) : String.fromCodePoint(char.code);
    at = char.end;
  }
  return hasBytes ? bytesToString(stringToBytes(out)) : out;
}

/** The character that starts at a position of a literal's body (strconv.UnquoteChar), undefined if malformed. */
export function unquoteChar(body: string, at: number, quoteChar: string): QuotedChar | undefined {
  const first = body.codePointAt(at);
  if (first === undefined || body[at] === quoteChar) return undefined;
  if (body[at] !== "\\") return { code: first, isByte: false, end: at + (first > 0xffff ? 2 : 1) };
  const kind = body.charAt(at + 1);
  const plain = ESCAPED[kind];
  if (plain !== undefined) return { code: plain, isByte: false, end: at + 2 };
  if (kind === "'" || kind === '"') {
    return kind === quoteChar ? { code: kind.charCodeAt(0), isByte: false, end: at + 2 } : undefined;
  }
  const digits = HEX_DIGITS[kind];
  if (digits !== undefined) {
    const text = body.slice(at + 2, at + 2 + digits);
    if (text.length < digits || !/^[0-9a-fA-F]+$/.test(text)) return undefined;
    const code = Number.parseInt(text, 16);
    return kind === "x" || isValidRune(code)
      ? { code, isByte: kind === "x", end: at + 2 + digits }
      : undefined;
  }
  const octal = body.slice(at + 1, at + 4);
  if (!/^[0-7]{3}$/.test(octal)) return undefined;
  const code = Number.parseInt(octal, 8);
  return code > 255 ? undefined : { code, isByte: true, end: at + 4 };
}
