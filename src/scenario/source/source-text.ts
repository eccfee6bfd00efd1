/** How much of a line an excerpt shows. */
const widest = 160;

/** A file's text with a way from offsets (UTF-16 units) to lines and columns, both counted from 1. */
export class SourceText {
  private readonly lineStarts: readonly number[];

  constructor(
    readonly file: string,
    readonly text: string,
  ) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.lineStarts = starts;
  }

  placeOf(offset: number): { readonly file: string; readonly line: number; readonly column: number } {
    const line = this.lineOf(offset);
    return { file: this.file, line: line + 1, column: offset - (this.lineStarts[line] ?? 0) + 1 };
  }

  /**
   * The line of `start` under its number, and below it carets from `start` to `end`, or to the end of the line:
   *
   *     7 | conatiners:
   *       | ^^^^^^^^^^
   */
  excerpt(start: number, end: number): string {
    const line = this.lineOf(start);
    const from = this.lineStarts[line] ?? 0;
    const until = (this.lineStarts[line + 1] ?? this.text.length + 1) - 1;
    const whole = this.text.slice(from, until).replace(/\r$/, "");
    // of a line that is longer than a screen is wide, the part around the mistake
    const cut = whole.length <= widest ? 0 : Math.max(0, Math.min(start - from, whole.length) - widest / 2);
    const content = whole.slice(cut, cut + widest);
    const column = Math.min(start - from - cut, content.length);
    const marked = Math.max(1, Math.min(end - from - cut, content.length) - column);
    const label = String(line + 1).padStart(4);
    const margin = content.slice(0, column).replace(/[^\t]/g, " ");
    return `${label} | ${content}\n${" ".repeat(label.length)} | ${margin}${"^".repeat(marked)}`;
  }

  /** The last line that starts at or before the offset, from 0. */
  private lineOf(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
