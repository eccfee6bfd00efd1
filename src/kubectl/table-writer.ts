const minimumWidth = 6;
const padding = 3;

/**
 * Lays out rows as kubectl's tab writer does (github.com/liggitt/tabwriter with minimum width 6, padding 3 and
 * remembered widths). Rows that are flushed together are aligned with each other; a column keeps the greatest width it
 * ever had, so later rows can widen it but never narrow it. The last cell of a row is neither padded nor measured.
 */
export class TableWriter {
  private readonly remembered: number[] = [];

  /** The lines of rows that are written in one go, without line ends. */
  flush(rows: readonly (readonly string[])[]): string[] {
    const [row] = rows;
    if (row !== undefined && rows.length === 1)
      return [
        pad(
          row,
          row.slice(0, -1).map((_, column) => this.measure(rows, column)),
        ),
      ];
    const lines: string[] = [];
    this.layOut(rows, [], lines);
    return lines;
  }

  /** Lays out rows whose columns before `widths.length` are measured already. */
  private layOut(rows: readonly (readonly string[])[], widths: readonly number[], lines: string[]): void {
    const column = widths.length;
    const hasColumn = (row: readonly string[] | undefined): row is readonly string[] =>
      row !== undefined && column < row.length - 1;
    for (let at = 0; at < rows.length; ) {
      const row = rows[at];
      if (!hasColumn(row)) {
        if (row !== undefined) lines.push(pad(row, widths));
        at++;
        continue;
      }
      // Neighbouring rows that have the column are aligned with each other, and only they.
      const start = at;
      while (hasColumn(rows[at])) at++;
      const block = rows.slice(start, at);
      this.layOut(block, [...widths, this.measure(block, column)], lines);
    }
  }

  private measure(block: readonly (readonly string[])[], column: number): number {
    let width = Math.max(minimumWidth, this.remembered[column] ?? 0);
    for (const row of block) width = Math.max(width, runeCount(row[column] ?? "") + padding);
    this.remembered[column] = width;
    return width;
  }
}

/** Joined, and not added one to the other: such a text keeps its parts as long as it lives, and rows are many. */
function pad(row: readonly string[], widths: readonly number[]): string {
  const parts: string[] = [];
  for (const [i, cell] of row.entries()) {
    parts.push(cell);
    if (i < row.length - 1) parts.push(" ".repeat((widths[i] ?? 0) - runeCount(cell)));
  }
  return parts.join("");
}

/** Code points; a byte that is no UTF-8 counts as one. */
function runeCount(text: string): number {
  let count = text.length;
  for (let i = 1; i < text.length; i++)
    if (isBetween(text.charCodeAt(i), 0xdc00, 0xdfff) && isBetween(text.charCodeAt(i - 1), 0xd800, 0xdbff))
      count--;
  return count;
}

const isBetween = (unit: number, low: number, high: number): boolean => unit >= low && unit <= high;
