/** Word functions of Masterminds/goutils (wordutils.go, stringutils.go), which count bytes, not characters. */
import { onBytes, toBinary } from "./binary.ts";
import {
  isLower,
  isSpace,
  isTitle,
  isUpper,
  toLowerRune,
  toTitleRune,
  toUpperRune,
  validRune,
} from "./rune-case.ts";

/** Breaks a line at spaces so that no part is longer than `width` bytes; longer words are cut if `cutWords`. */
export function wrap(text: string, width: number, newLine: string, cutWords: boolean): string {
  const limit = Math.max(width, 1);
  const lineEnd = toBinary(newLine);
  return onBytes(text, (line) => {
    const parts: string[] = [];
    let at = 0;
    while (line.length - at > limit) {
      if (line[at] === " ") {
        at++;
        continue;
      }
      const before = line.slice(at, at + limit + 1).lastIndexOf(" ");
      const end = before >= 0 ? at + before : cutWords ? at + limit : line.indexOf(" ", at + limit);
      if (end < 0) break;
      parts.push(line.slice(at, end));
      at = before < 0 && cutWords ? end : end + 1;
    }
    parts.push(line.slice(at));
    return parts.join(lineEnd);
  });
}

/** Shortens to `width` bytes with `...` at the end, and at the start too when `offset` leaves text out there. */
export function abbreviate(text: string, offset: number, width: number): string {
  return onBytes(text, (bytes) => abbreviateBytes(bytes, offset, width));
}

function abbreviateBytes(bytes: string, offset: number, width: number): string {
  if (bytes.length <= width) return bytes;
  const room = width - 3;
  const start = Math.min(offset, bytes.length - room);
  if (start <= 4) return `${bytes.slice(0, room)}...`;
  if (start + room >= bytes.length) return `...${bytes.slice(bytes.length - room)}`;
  return `...${room < 4 ? "" : abbreviateBytes(bytes.slice(start), 0, room)}`;
}

/** The first byte of each word, each taken for a character of its own (`é` gives `Ã`). */
export function initials(text: string): string {
  return perByte(text, (bytes) => bytes.filter((byte, i) => !isSpace(byte) && isSpace(bytes[i - 1] ?? " ")));
}

/** Without white space; where there is some, every other byte is taken for a character of its own. */
export function deleteWhiteSpace(text: string): string {
  return perByte(text, (bytes) => bytes.filter((byte) => !isSpace(byte)), text);
}

/** The first letter of each word in lower case. */
export function uncapitalize(text: string): string {
  return mapWords(text, (rune, first) => (first ? toLowerRune(rune) : rune));
}

/** strings.Title: the first letter of each word in title case; a word ends at whatever is no letter, digit or `_`. */
export function title(text: string): string {
  let previous = " ";
  let out = "";
  for (const rune of text) {
    out += separatesTitles(previous) ? toTitleRune(rune) : validRune(rune);
    previous = rune;
  }
  return out;
}

/** Upper becomes lower; lower becomes title case at the start of a word, upper case inside. */
export function swapCase(text: string): string {
  let wordStart = true;
  let out = "";
  for (const rune of text) {
    if (isUpper(rune) || isTitle(rune)) out += toLowerRune(rune);
    else if (isLower(rune)) out += wordStart ? toTitleRune(rune) : toUpperRune(rune);
    else out += validRune(rune);
    wordStart = isUpper(rune) || isTitle(rune) || isLower(rune) ? false : isSpace(rune);
  }
  return out;
}

function mapWords(text: string, map: (rune: string, first: boolean) => string): string {
  let first = true;
  let out = "";
  for (const rune of text) {
    out += map(validRune(rune), first && !isSpace(rune));
    first = isSpace(rune);
  }
  return out;
}

/** Keeps some of a text's bytes as characters; `whole` is the answer when all were kept. */
function perByte(text: string, keep: (bytes: string[]) => string[], whole?: string): string {
  let out = "";
  onBytes(text, (binary) => {
    const bytes = [...binary];
    const kept = keep(bytes);
    out = whole !== undefined && kept.length === bytes.length ? whole : kept.join("");
    return "";
  });
  return out;
}

function separatesTitles(rune: string): boolean {
  if (/^[\w]$/.test(rune)) return false;
  if (rune <= "\x7f") return true;
  return !/^[\p{L}\p{Nd}]$/u.test(rune) && isSpace(rune);
}
