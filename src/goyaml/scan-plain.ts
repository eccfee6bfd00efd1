import { isBlank, isBlankOrEnd, isBreak, TAB } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import { foldBreaks } from "./fold-breaks.ts";

export interface PlainScalar {
  readonly text: string;
  readonly end: number;
  /** A line break came after it, so the next thing may be a key. */
  readonly brokeLine: boolean;
}

const COLON = 0x3a;
const HASH = 0x23;

/** `,` `?` `[` `]` `{` `}`: they end a plain scalar between brackets. */
function isFlowIndicator(code: number): boolean {
  return code === 0x2c || code === 0x3f || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

/** Reads a scalar without quotes; `indent` is the column of the collection around it (-1 at the top). */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): PlainScalar {
  const source = cursor.text;
  let text = "";
  let end = cursor.at;
  let gap = "";
  let brokeLine = false;
  while (!cursor.atDocumentMarker() && cursor.code() !== HASH) {
    const start = cursor.at;
    let at = start;
    for (let code = source.charCodeAt(at); !isBlankOrEnd(code); code = source.charCodeAt(++at)) {
      if (code === COLON && isBlankOrEnd(source.charCodeAt(at + 1))) break;
      if (inFlow && isFlowIndicator(code)) break;
    }
    if (at > start) {
      text += gap + source.slice(start, at);
      cursor.at = at;
      end = at;
      brokeLine = false;
    }
    const next = cursor.code();
    if (!isBlank(next) && !isBreak(next)) break;

    const gapStart = cursor.at;
    let firstBreak = "";
    let moreBreaks = "";
    for (let code = cursor.code(); isBlank(code) || isBreak(code); code = cursor.code()) {
      if (isBreak(code)) {
        if (brokeLine) moreBreaks += cursor.readBreak();
        else {
          gap = "";
          firstBreak = cursor.readBreak();
          brokeLine = true;
        }
        continue;
      }
      if (brokeLine && code === TAB && cursor.column <= indent)
        throw cursor.scanError("found a tab character that violates indentation");
      cursor.at++;
    }
    gap = brokeLine ? foldBreaks(firstBreak, moreBreaks) : source.slice(gapStart, cursor.at);
    if (!inFlow && cursor.column <= indent) break;
  }
  return { text, end, brokeLine };
}
