import { isBlank, isBreak, NUL } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import { foldBreaks } from "./fold-breaks.ts";

const DOUBLE = 0x22;
const SINGLE = 0x27;
const BACKSLASH = 0x5c;

const escapes: ReadonlyMap<number, string> = new Map(
  Object.entries({
    "0": "\0",
    a: "\x07",
    b: "\b",
    t: "\t",
    "\t": "\t",
    n: "\n",
    v: "\v",
    f: "\f",
    r: "\r",
    e: "\x1b",
    " ": " ",
    '"': '"',
    "'": "'",
    "\\": "\\",
    N: "\x85",
    _: "\xa0",
    L: "\u2028",
    P: "\u2029",
  }).map(([letter, text]) => [letter.charCodeAt(0), text]),
);

const hexDigits: ReadonlyMap<number, number> = new Map([
  ["x".charCodeAt(0), 2],
  ["u".charCodeAt(0), 4],
  ["U".charCodeAt(0), 8],
]);

/** Reads a quoted scalar, from the opening quote to behind the closing one. */
export function scanQuoted(cursor: Cursor): string {
  const quote = cursor.code();
  cursor.at++;
  let text = "";
  for (;;) {
    if (cursor.atDocumentMarker()) throw cursor.scanError("found unexpected document indicator");
    if (cursor.code() === NUL) throw cursor.scanError("found unexpected end of stream");
    const run = readRun(cursor, quote);
    text += run.text;
    if (cursor.code() === quote) break;
    text += readGap(cursor, run.escapedBreak);
  }
  cursor.at++;
  return text;
}

/** What goes on to the end of its line, unless a quote or an escape comes before. */
const PLAIN_IN_DOUBLE = /[^\0"\\\n\r\u0085\u2028\u2029]*/y;
const PLAIN_IN_SINGLE = /[^\0'\n\r\u0085\u2028\u2029]*/y;

/** The characters up to the closing quote, an escaped line break, or the white space at the end of a line. */
function readRun(cursor: Cursor, quote: number): { readonly text: string; readonly escapedBreak: boolean } {
  const source = cursor.text;
  const plain = quote === DOUBLE ? PLAIN_IN_DOUBLE : PLAIN_IN_SINGLE;
  let text = "";
  for (let start = cursor.at; ; start = cursor.at) {
    plain.lastIndex = start;
    plain.test(source);
    cursor.at = plain.lastIndex;
    const code = cursor.code();
    if (code === BACKSLASH) {
      text += source.slice(start, cursor.at);
      if (isBreak(cursor.code(1))) {
        cursor.at++;
        cursor.readBreak();
        return { text, escapedBreak: true };
      }
      text += readEscape(cursor);
    } else if (code === SINGLE && cursor.code(1) === SINGLE) {
      text += source.slice(start, cursor.at + 1);
      cursor.at += 2;
    } else {
      if (code !== quote) while (cursor.at > start && isBlank(source.charCodeAt(cursor.at - 1))) cursor.at--;
      return { text: text + source.slice(start, cursor.at), escapedBreak: false };
    }
  }
}

function readEscape(cursor: Cursor): string {
  const letter = cursor.code(1);
  const digits = hexDigits.get(letter);
  if (digits === undefined) {
    const text = escapes.get(letter);
    if (text === undefined) throw cursor.scanError("found unknown escape character");
    cursor.at += 2;
    return text;
  }
  cursor.at += 2;
  const hex = cursor.text.slice(cursor.at, cursor.at + digits);
  if (!/^[0-9A-Fa-f]+$/.test(hex) || hex.length < digits)
    throw cursor.scanError("did not find expected hexdecimal number");
  const code = Number.parseInt(hex, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
    throw cursor.scanError("found invalid Unicode character escape code");
  cursor.at += digits;
  return String.fromCodePoint(code);
}

/** The white space between two runs: as it is inside a line, folded across lines. `broken`: an escaped line break came before. */
function readGap(cursor: Cursor, broken: boolean): string {
  const start = cursor.at;
  let brokeLine = broken;
  let firstBreak = "";
  let moreBreaks = "";
  for (let code = cursor.code(); isBlank(code) || isBreak(code); code = cursor.code()) {
    if (isBlank(code)) cursor.at++;
    else if (brokeLine) moreBreaks += cursor.readBreak();
    else {
      firstBreak = cursor.readBreak();
      brokeLine = true;
    }
  }
  return brokeLine ? foldBreaks(firstBreak, moreBreaks) : cursor.text.slice(start, cursor.at);
}
