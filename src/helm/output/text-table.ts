/**
 * A table as Helm prints it (gosuri/uitable): cells padded to their column, a tab between columns. A cell of several lines
 * is cut to the width of its longest line, line breaks not counted, and then breaks its row.
 */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, cell] of row.entries())
      widths[i] = Math.max(widths[i] ?? 0, ...cell.split("\n").map(displayWidth));
  return rows.map((row) => `${tableRow(row, widths)}\n`).join("");
}

function tableRow(row: readonly string[], widths: readonly number[]): string {
  const cells = row.map((cell, i) => resize(cell, widths[i] ?? 0).split("\n"));
  const height = Math.max(...cells.map((lines) => lines.length));
  const lines = Array.from({ length: height }, (_, y) =>
    cells.map((cell, i) => resize(cell[y] ?? "", widths[i] ?? 0)).join("\t"),
  );
  return lines.join("\n");
}

/** Pads a text to a width, or cuts it and puts dots at its end; a width of zero means as it is. */
function resize(text: string, width: number): string {
  const own = displayWidth(text);
  if (width === 0 || own === width) return text;
  if (own < width) return text + " ".repeat(width - own);
  let out = "";
  let used = 0;
  for (const char of text) {
    out += char;
    const charWidth = displayWidth(char);
    if (used + charWidth >= width - 3) break;
    used += charWidth;
  }
  return `${out}...`;
}

/** How many columns a text takes on a terminal: control and combining characters none, East Asian wide ones two. */
function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

function charWidth(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || /^\p{M}$/u.test(char)) return 0;
  return wide.test(char) ? 2 : 1;
}

const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;
