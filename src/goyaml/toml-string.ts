import { quote as quoteText } from "../gotemplate/text/quote.ts";
import type { TomlSource } from "./toml-source.ts";

/** What a string holds, or what is wrong with an escape in it that its reader let pass. */
export type TomlText = { readonly text: string } | { readonly problem: string };

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["t", "\t"],
  ["n", "\n"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
  ['"', '"'],
  ["\\", "\\"],
]);

const HEX_ESCAPES: ReadonlyMap<string, { readonly digits: number; readonly word: string }> = new Map([
  ["x", { digits: 2, word: "two" }],
  ["u", { digits: 4, word: "four" }],
  ["U", { digits: 8, word: "eight" }],
]);

const NEWER_ESCAPES = new Set(["e", "x"]);

/** Reads the rest of a string on one line, its closing quote included. */
export function readString(source: TomlSource, quote: '"' | "'"): TomlText {
  const start = source.at;
  for (;;) {
    const char = source.next();
    if (char === "") throw source.error(`unexpected EOF; expected ${quote === '"' ? `'"'` : `"'"`}`);
    if (char === "\n" || char === "\r") throw source.errorBefore("strings cannot contain newlines");
    if (char === "\\" && quote === '"') readEscape(source, start);
    if (char === quote) break;
  }
  const raw = source.text.slice(start, source.at - 1);
  return quote === '"' ? unescaped(raw) : { text: raw };
}

/** Reads the rest of a string that may have many lines; up to two quotes may come right before the closing ones. */
export function readMultilineString(source: TomlSource, quote: '"' | "'"): TomlText {
  const start = source.at;
  for (;;) {
    const char = source.next();
    if (char === "") throw source.error(`unexpected EOF; expected ${quote === '"' ? `'"""'` : `"'''"`}`);
    if (char === "\\" && quote === '"' && !/[\r\n]/.test(source.peek())) readEscape(source, start);
    else if (char === "\\" && quote === '"') source.next();
    else if (char === quote && closes(source, quote, start)) break;
  }
  const raw = source.text.slice(start, source.at - 3).replace(/^\r?\n/, "");
  return quote === '"' ? unescaped(joinLines(raw)) : { text: raw };
}

/** Whether the quote just read is the first of the closing three, which are read then. */
function closes(source: TomlSource, quote: '"' | "'", start: number): boolean {
  if (!source.text.startsWith(quote.repeat(2), source.at)) return false;
  source.at += 2;
  if (source.peek() !== quote) return true;
  const read = source.text.slice(start, source.at);
  const five = quote.repeat(5);
  if (read.endsWith(five) && !(quote === '"' && read.endsWith(`\\${five}`)))
    throw source.error(`unexpected ${quote === '"' ? `'${five}"'` : `"${five}'"`}`);
  source.at -= 2;
  return false;
}

/** Reads what follows a backslash, as far as the lexer of BurntSushi/toml checks it; the string began at `start`. */
function readEscape(source: TomlSource, start: number): void {
  const char = source.next();
  const hex = HEX_ESCAPES.get(char);
  // Unlike other errors about the end, this one is always told on the line before.
  if (char === "") throw source.errorBefore("invalid escape in string '\\\0'");
  const tooNew = source.generation === "1.0" && NEWER_ESCAPES.has(char);
  if (tooNew || (hex === undefined && !SHORT_ESCAPES.has(char) && char !== " " && char !== "\t"))
    throw source.error(`invalid escape in string '\\${char}'`);
  for (let i = 0; i < (hex?.digits ?? 0); i++) {
    if (/^[0-9a-fA-F]$/.test(source.next())) continue;
    const got = quoteText(source.text.slice(start, source.at));
    throw source.error(`expected ${hex?.word} hexadecimal digits after '\\${char}', but got ${got} instead`);
  }
}

/** A backslash at the end of a line takes the white space around the line break away. */
function joinLines(raw: string): string {
  return raw.replace(/\\(?:\\|[ \t\r]*\n[ \t\r\n]*)/g, (found) => (found === "\\\\" ? found : ""));
}

function unescaped(raw: string): TomlText {
  let problem: string | undefined;
  const text = raw.replace(
    /\\(?:x(..)|u(.{4})|U(.{8})|(.))/gsu,
    (_, x?: string, u?: string, U?: string, char = "") => {
      const hex = x ?? u ?? U;
      if (hex === undefined) {
        const short = SHORT_ESCAPES.get(char);
        if (short === undefined) problem ??= `invalid escape: '\\${char}'`;
        return short ?? "";
      }
      const code = Number.parseInt(hex, 16);
      const valid = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      if (!valid) problem ??= `Escaped character '\\u${hex}' is not valid UTF-8.`;
      return valid ? String.fromCodePoint(code) : "";
    },
  );
  return problem === undefined ? { text } : { problem };
}
