/**
 * Go's `unicode` package: one rune in, one rune out, never the longer forms that JS gives (`ß` stays `ß`, `İ` becomes
 * `i`). A raw byte becomes U+FFFD, as strings.Map makes of it.
 */

const REPLACEMENT = "\ufffd";
const LONE_SURROGATE = /^[\ud800-\udfff]$/u;
const ASCII = /^[\0-\x7f]*$/;
const SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/u;

export const isUpper = (rune: string): boolean => /^\p{Lu}$/u.test(rune);
export const isLower = (rune: string): boolean => /^\p{Ll}$/u.test(rune);
export const isTitle = (rune: string): boolean => /^\p{Lt}$/u.test(rune);
export const isSpace = (rune: string): boolean => SPACE.test(rune);

/** A rune of a text that has been taken apart: a raw byte is U+FFFD then. */
export const validRune = (rune: string): string => (LONE_SURROGATE.test(rune) ? REPLACEMENT : rune);

/** unicode.ToUpper */
export function toUpperRune(rune: string): string {
  const upper = rune.toUpperCase();
  return isSingle(upper) ? validRune(upper) : greekWithIota(rune);
}

/** unicode.ToLower */
export function toLowerRune(rune: string): string {
  if (rune === "İ") return "i";
  return validRune(rune).toLowerCase();
}

/** unicode.ToTitle */
export function toTitleRune(rune: string): string {
  const code = rune.codePointAt(0) ?? 0;
  if ((code >= 0x1c4 && code <= 0x1cc) || (code >= 0x1f1 && code <= 0x1f3)) return titleDigraph(code);
  // Georgian letters have an upper case of their own that titles do not use.
  if (code >= 0x10d0 && code <= 0x10ff) return rune;
  return toUpperRune(rune);
}

/** strings.ToUpper */
export const toUpper = (text: string): string =>
  ASCII.test(text) ? text.toUpperCase() : mapRunes(text, toUpperRune);

/** strings.ToLower */
export const toLower = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : mapRunes(text, toLowerRune);

function mapRunes(text: string, map: (rune: string) => string): string {
  let out = "";
  for (const rune of text) out += map(rune);
  return out;
}

function isSingle(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

/** Runes whose only one-rune upper case is the form with an adscript iota; the others of several letters have none. */
function greekWithIota(rune: string): string {
  const code = rune.codePointAt(0) ?? 0;
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCharCode(code | 8);
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCharCode(code + 9);
  return rune;
}

/** DŽ, Dž and dž (LJ, NJ, DZ alike) all have the middle one as title case. */
function titleDigraph(code: number): string {
  const first = code >= 0x1f1 ? 0x1f1 : code - ((code - 0x1c4) % 3);
  return String.fromCharCode(first + 1);
}
