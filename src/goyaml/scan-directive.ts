import { isBlank, isBlankOrEnd, isBreakOrEnd } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import { readTagHandle, readUri, readWord } from "./scan-tag.ts";

export type Directive =
  | { readonly kind: "version-directive"; readonly text: string; readonly suffix: "" }
  | { readonly kind: "tag-directive"; readonly text: string; readonly suffix: string };

/** go-yaml reads no longer number in a version. */
const VERSION_DIGITS = 2;

/** Reads a line that starts with `%`. */
export function scanDirective(cursor: Cursor): Directive {
  cursor.at++;
  const name = readWord(cursor);
  if (name === "") throw cursor.scanError("could not find expected directive name");
  if (!isBlankOrEnd(cursor.code())) throw cursor.scanError("found unexpected non-alphabetical character");
  const directive = readDirective(cursor, name);
  cursor.skipBlanks();
  if (cursor.code() === 0x23) cursor.skipLine();
  if (!isBreakOrEnd(cursor.code())) throw cursor.scanError("did not find expected comment or line break");
  cursor.readBreak();
  return directive;
}

function readDirective(cursor: Cursor, name: string): Directive {
  if (name === "YAML") {
    cursor.skipBlanks();
    const major = readNumber(cursor);
    if (cursor.code() !== 0x2e) throw cursor.scanError("did not find expected digit or '.' character");
    cursor.at++;
    return { kind: "version-directive", text: `${major}.${readNumber(cursor)}`, suffix: "" };
  }
  if (name !== "TAG") throw cursor.scanError("found unknown directive name");
  cursor.skipBlanks();
  const handle = readTagHandle(cursor);
  if (handle !== "!" && !(handle.length > 1 && handle.endsWith("!")))
    throw cursor.scanError("did not find expected '!'");
  if (!isBlank(cursor.code())) throw cursor.scanError("did not find expected whitespace");
  cursor.skipBlanks();
  const prefix = readUri(cursor, "");
  if (!isBlankOrEnd(cursor.code())) throw cursor.scanError("did not find expected whitespace or line break");
  return { kind: "tag-directive", text: handle, suffix: prefix };
}

function readNumber(cursor: Cursor): number {
  const start = cursor.at;
  while (cursor.code() >= 0x30 && cursor.code() <= 0x39) {
    cursor.at++;
    if (cursor.at - start > VERSION_DIGITS) throw cursor.scanError("found extremely long version number");
  }
  if (cursor.at === start) throw cursor.scanError("did not find expected version number");
  return Number(cursor.text.slice(start, cursor.at));
}
