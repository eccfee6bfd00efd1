import { isBlank, isBreak, isBreakOrEnd, NUL, SPACE, TAB } from "./characters.ts";
import type { Cursor } from "./cursor.ts";

const HASH = 0x23;
const MINUS = 0x2d;
const PLUS = 0x2b;
const ZERO = 0x30;
const NINE = 0x39;

type Chomping = "strip" | "clip" | "keep";

/** Reads a literal or folded scalar, header included; `parentIndent` is the column of the collection around it. */
export function scanBlockScalar(cursor: Cursor, parentIndent: number, folded: boolean): string {
  cursor.at++;
  const { chomping, increment } = readHeader(cursor);
  const fixed = increment === 0 ? undefined : Math.max(parentIndent, 0) + increment;
  const lead = readEmptyLines(cursor, fixed);
  const indent = fixed ?? Math.max(lead.widest, parentIndent + 1, 1);

  let text = "";
  let lineBreak = "";
  let emptyLines = lead.breaks;
  let startsBlank = false;
  while (cursor.column === indent && cursor.code() !== NUL) {
    const wasBlank = startsBlank;
    startsBlank = isBlank(cursor.code());
    const joins = folded && lineBreak === "\n" && !wasBlank && !startsBlank;
    text += (joins ? (emptyLines === "" ? " " : "") : lineBreak) + emptyLines;
    const start = cursor.at;
    cursor.skipLine();
    text += cursor.text.slice(start, cursor.at);
    lineBreak = cursor.readBreak();
    emptyLines = readEmptyLines(cursor, indent).breaks;
  }
  return text + (chomping === "strip" ? "" : lineBreak) + (chomping === "keep" ? emptyLines : "");
}

/** What follows `|` or `>` on its line: an indentation and a chomping indicator in either order, a comment. */
function readHeader(cursor: Cursor): { readonly chomping: Chomping; readonly increment: number } {
  let chomping: Chomping | undefined;
  let increment = 0;
  for (;;) {
    const code = cursor.code();
    if (chomping === undefined && (code === PLUS || code === MINUS))
      chomping = code === PLUS ? "keep" : "strip";
    else if (increment === 0 && code >= ZERO && code <= NINE) {
      if (code === ZERO) throw cursor.scanError("found an indentation indicator equal to 0");
      increment = code - ZERO;
    } else break;
    cursor.at++;
  }
  cursor.skipBlanks();
  if (cursor.code() === HASH) cursor.skipLine();
  if (!isBreakOrEnd(cursor.code())) throw cursor.scanError("did not find expected comment or line break");
  cursor.readBreak();
  return { chomping: chomping ?? "clip", increment };
}

/**
 * Steps over lines that are empty, or blank up to the indentation, and over the indentation of the line after them.
 * As long as the indentation is not known, spaces are stepped over however many there are; `widest` says how many.
 */
function readEmptyLines(
  cursor: Cursor,
  indent: number | undefined,
): { readonly breaks: string; readonly widest: number } {
  const limit = indent ?? Number.POSITIVE_INFINITY;
  let breaks = "";
  let widest = 0;
  for (;;) {
    while (cursor.column < limit && cursor.code() === SPACE) cursor.at++;
    widest = Math.max(widest, cursor.column);
    if (cursor.column < limit && cursor.code() === TAB)
      throw cursor.scanError("found a tab character where an indentation space is expected");
    if (!isBreak(cursor.code())) return { breaks, widest };
    breaks += cursor.readBreak();
  }
}
