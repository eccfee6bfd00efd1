import { CR, isBreak, LF } from "./characters.ts";

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** Finds the line and column of offsets in a source; the lines are counted at the first question. */
export class LineTable {
  private starts: number[] | undefined;

  constructor(private readonly source: string) {}

  /** An offset behind the end is on the line after the last. */
  position(offset: number): Position {
    this.starts ??= lineStarts(this.source);
    const { starts } = this;
    if (offset > this.source.length) return { line: starts.length + 1, column: 1 };
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (!isBreak(code)) continue;
    if (code === CR && source.charCodeAt(at + 1) === LF) at++;
    starts.push(at + 1);
  }
  return starts;
}
