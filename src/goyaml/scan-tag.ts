import { isBlankOrEnd, isWordCharacter } from "./characters.ts";
import type { Cursor } from "./cursor.ts";

const BANG = 0x21;
const PERCENT = 0x25;

export type Tag = readonly [handle: string, suffix: string];

/** Reads the name behind `&` or `*`. */
export function scanAnchorName(cursor: Cursor): string {
  cursor.at++;
  const name = readWord(cursor);
  // Besides white space, a name may be followed by one of ? : , ] } % @ `
  if (name === "" || !(isBlankOrEnd(cursor.code()) || "?:,]}%@`".includes(cursor.text.charAt(cursor.at))))
    throw cursor.scanError("did not find expected alphabetic or numeric character");
  return name;
}

/** Reads `!suffix`, `!!suffix`, `!handle!suffix` or `!<suffix>`; the handle of the last is "". */
export function scanTag(cursor: Cursor): Tag {
  const tag = readTag(cursor);
  if (!isBlankOrEnd(cursor.code())) throw cursor.scanError("did not find expected whitespace or line break");
  return tag;
}

function readTag(cursor: Cursor): Tag {
  if (cursor.code(1) === 0x3c) {
    cursor.at += 2;
    const suffix = readUri(cursor, "");
    if (cursor.code() !== 0x3e) throw cursor.scanError("did not find the expected '>'");
    cursor.at++;
    return ["", suffix];
  }
  const handle = readTagHandle(cursor);
  if (handle.length > 1 && handle.endsWith("!")) return [handle, readUri(cursor, "")];
  const suffix = readUri(cursor, handle);
  // A lone `!` is a tag, not a handle.
  return suffix === "" ? ["", "!"] : ["!", suffix];
}

/** `!`, `!!` or `!name!`; `!name` where no second `!` follows. */
export function readTagHandle(cursor: Cursor): string {
  if (cursor.code() !== BANG) throw cursor.scanError("did not find expected '!'");
  const start = cursor.at;
  cursor.at++;
  readWord(cursor);
  if (cursor.code() === BANG) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

/** A URI with its escapes decoded; `head` is a `!` and what of the URI was read as a handle before. */
export function readUri(cursor: Cursor, head: string): string {
  let uri = head.slice(1);
  const start = cursor.at;
  for (;;) {
    if (cursor.code() === PERCENT) uri += readEscapes(cursor);
    else if (isUriCharacter(cursor.code())) uri += cursor.text.charAt(cursor.at++);
    else break;
  }
  if (head === "" && cursor.at === start) throw cursor.scanError("did not find expected tag URI");
  return uri;
}

export function readWord(cursor: Cursor): string {
  const start = cursor.at;
  while (isWordCharacter(cursor.code())) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

function isUriCharacter(code: number): boolean {
  return isWordCharacter(code) || (code > 0 && ";/?:@&=+$,.!~*'()[]".includes(String.fromCharCode(code)));
}

/** One character written as the percent-escapes of its UTF-8 bytes. */
function readEscapes(cursor: Cursor): string {
  const bytes = [readOctet(cursor)];
  const lead = bytes[0] ?? 0;
  const width = lead < 0x80 ? 1 : lead >> 5 === 6 ? 2 : lead >> 4 === 14 ? 3 : lead >> 3 === 30 ? 4 : 0;
  if (width === 0) throw cursor.scanError("found an incorrect leading UTF-8 octet");
  while (bytes.length < width) {
    const octet = readOctet(cursor);
    if (octet >> 6 !== 2) throw cursor.scanError("found an incorrect trailing UTF-8 octet");
    bytes.push(octet);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function readOctet(cursor: Cursor): number {
  const match = /^%([0-9A-Fa-f]{2})/.exec(cursor.text.slice(cursor.at, cursor.at + 3));
  if (match === null) throw cursor.scanError("did not find URI escaped octet");
  cursor.at += 3;
  return Number.parseInt(match[1] ?? "", 16);
}
