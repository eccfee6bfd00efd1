import { quote } from "../gotemplate/text/quote.ts";
import { byteLength, sliceBytes } from "../util/byte-string.ts";
import { CallError } from "./call-error.ts";
import { type FunctionTable, goFunc, goVariadic } from "./go-func.ts";
import { toDelimitedCase, toPascalCase } from "./letter-case.ts";
import { isSpace, toLower, toUpper } from "./rune-case.ts";
import { sprint, strval } from "./strval.ts";
import { abbreviate, deleteWhiteSpace, initials, swapCase, title, uncapitalize, wrap } from "./words.ts";

/** sprig's strings.go and the string entries of its functions.go. */
export const stringFunctions: FunctionTable = {
  hello: goFunc([], () => "Hello!"),
  abbrev: goFunc(["int", "string"], (width, text) => (width < 4 ? text : abbreviate(text, 0, width))),
  abbrevboth: goFunc(["int", "int", "string"], (left, right, text) =>
    right < 4 || (left > 0 && right < 7) ? text : abbreviate(text, left, right),
  ),
  trunc: goFunc(["int", "string"], truncate),
  trim: goFunc(["string"], (text) => trimRunes(text, isSpace)),
  upper: goFunc(["string"], toUpper),
  lower: goFunc(["string"], toLower),
  title: goFunc(["string"], title),
  untitle: goFunc(["string"], uncapitalize),
  substr: goFunc(["int", "int", "string"], substring),
  repeat: goFunc(["int", "string"], (count, text) => repeat(text, count)),
  trimAll: goFunc(["string", "string"], trimAll),
  trimall: goFunc(["string", "string"], trimAll),
  trimSuffix: goFunc(["string", "string"], (suffix, text) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  trimPrefix: goFunc(["string", "string"], (prefix, text) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  nospace: goFunc(["string"], deleteWhiteSpace),
  initials: goFunc(["string"], initials),
  swapcase: goFunc(["string"], swapCase),
  snakecase: goFunc(["string"], (text) => toDelimitedCase(text, "_")),
  camelcase: goFunc(["string"], toPascalCase),
  kebabcase: goFunc(["string"], (text) => toDelimitedCase(text, "-")),
  wrap: goFunc(["int", "string"], (width, text) => wrap(text, width, "\n", false)),
  wrapWith: goFunc(["int", "string", "string"], (width, newLine, text) =>
    wrap(text, width, newLine || "\n", true),
  ),
  contains: goFunc(["string", "string"], (part, text) => text.includes(part)),
  hasPrefix: goFunc(["string", "string"], (prefix, text) => text.startsWith(prefix)),
  hasSuffix: goFunc(["string", "string"], (suffix, text) => text.endsWith(suffix)),
  quote: goVariadic([], "interface {}", (...values) =>
    values
      .filter((value) => value !== null)
      .map((value) => quote(strval(value)))
      .join(" "),
  ),
  squote: goVariadic([], "interface {}", (...values) =>
    values
      .filter((value) => value !== null)
      .map((value) => `'${sprint(value)}'`)
      .join(" "),
  ),
  cat: goVariadic([], "interface {}", (...values) =>
    values
      .filter((value) => value !== null)
      .map(sprint)
      .join(" "),
  ),
  indent: goFunc(["int", "string"], indent),
  nindent: goFunc(["int", "string"], (spaces, text) => `\n${indent(spaces, text)}`),
  replace: goFunc(["string", "string", "string"], (old, replacement, text) =>
    replaceAll(text, old, replacement),
  ),
  plural: goFunc(["string", "string", "int"], (one, many, count) => (count === 1 ? one : many)),
  toString: goFunc(["interface {}"], strval),
};

/** The first `count` bytes, or the last ones if negative. */
function truncate(count: number, text: string): string {
  const length = byteLength(text);
  if (count < 0) return length + count > 0 ? sliceBytes(text, length + count) : text;
  return length > count ? sliceBytes(text, 0, count) : text;
}

function substring(start: number, end: number, text: string): string {
  const length = byteLength(text);
  if (start < 0) {
    if (end < 0) throw outOfRange(`[:${end}]`);
    if (end > length) throw outOfRange(`[:${end}] with length ${length}`);
    return sliceBytes(text, 0, end);
  }
  const stop = end < 0 || end > length ? length : end;
  if (start > stop) throw outOfRange(`[${start}:${stop}]`);
  return sliceBytes(text, start, stop);
}

function outOfRange(bounds: string): CallError {
  return new CallError(`runtime error: slice bounds out of range ${bounds}`);
}

/** strings.Repeat. Texts too long for a machine are refused with the panic that an overflow of the length gives. */
function repeat(text: string, count: number): string {
  if (count < 0) throw new CallError("strings: negative Repeat count");
  if (text.length * count > 2 ** 29 - 24) throw new CallError("strings: Repeat output length overflow");
  return text.repeat(count);
}

function indent(spaces: number, text: string): string {
  const pad = repeat(" ", spaces);
  return pad + text.split("\n").join(`\n${pad}`);
}

/** strings.ReplaceAll; nothing is found before each rune and at the end. */
function replaceAll(text: string, old: string, replacement: string): string {
  if (old !== "") return text.split(old).join(replacement);
  return replacement + [...text].map((rune) => rune + replacement).join("");
}

function trimAll(cutset: string, text: string): string {
  const runes = new Set(cutset);
  return trimRunes(text, (rune) => runes.has(rune));
}

function trimRunes(text: string, drop: (rune: string) => boolean): string {
  const runes = [...text];
  let start = 0;
  let end = runes.length;
  while (start < end && drop(runes[start] ?? "")) start++;
  while (end > start && drop(runes[end - 1] ?? "")) end--;
  return runes.slice(start, end).join("");
}
