import stringWidth from "string-width";

/** How a piece of text looks, on no background but the terminal's own. Nothing is told by colour alone. */
export interface Style {
  readonly color?: "red" | "green" | "orange" | "blue" | "violet";
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly inverse?: boolean;
}

export interface Segment {
  readonly text: string;
  readonly style?: Style | undefined;
}

/** One line of the screen. */
export type Line = readonly Segment[];

export const plain = (text: string): Segment => ({ text });

export const styled = (text: string, style: Style): Segment => ({ text, style });

/** How many columns a text takes. */
export const widthOf = (text: string): number => stringWidth(text);

/** So many units of a text, at the most, make up a column; whatever comes later is not looked at. */
const mostUnits = 16;

const near = (text: string, width: number): string =>
  text.length > width * mostUnits + mostUnits ? text.slice(0, (width + 1) * mostUnits) : text;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Just as wide as asked: cut off with an ellipsis, or filled up with blanks. Controls that would move the cursor go. */
export function fitText(text: string, width: number): string {
  const clean = near(text, width)
    .replace(/\t/g, "  ")
    .replace(/[\p{Cc}\u2028\u2029]/gu, "");
  const own = widthOf(clean);
  if (own <= width) return clean + " ".repeat(width - own);
  if (width <= 0) return "";
  let cut = "";
  let used = 0;
  for (const { segment } of graphemes.segment(clean)) {
    const next = widthOf(segment);
    if (used + next > width - 1) break;
    cut += segment;
    used += next;
  }
  return `${cut}…${" ".repeat(width - 1 - used)}`;
}

/** The line cut off at a width. */
export function fitLine(line: Line, width: number): Line {
  const fitted: Segment[] = [];
  let left = width;
  for (const { text: whole, style } of line) {
    if (left <= 0) break;
    const text = near(whole, left);
    const own = widthOf(text);
    const shown = own > left || /\p{Cc}/u.test(text) ? fitText(text, Math.min(own, left)) : text;
    fitted.push({ text: shown, style });
    left -= widthOf(shown);
  }
  return fitted;
}

export const textOf = (line: Line): string => line.map(({ text }) => text).join("");

/** The text in lines of a width, broken at blanks where there are any. */
export function wrap(text: string, width: number, indent = ""): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line === "" || widthOf(longer) <= width - (lines.length === 0 ? 0 : indent.length)) line = longer;
      else {
        lines.push(lines.length === 0 ? line : indent + line);
        line = word;
      }
    }
    lines.push(lines.length === 0 ? line : indent + line);
  }
  return lines;
}
