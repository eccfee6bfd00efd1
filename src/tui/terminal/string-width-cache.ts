import stringWidth from "string-width";

/** More than all lines of the largest screens. */
const most = 4000;

let widths = new Map<string, number>();
let before = new Map<string, number>();

/**
 * What nearly all of the screen is made of. To measure anything else, string-width has to have all emoji at hand, which
 * takes it longer than a whole frame.
 */
const narrow = /^[ -~·×…─-▟←-↓✔✘◉○◆▸▶⏸]*$/;

/**
 * How many columns a text takes, as string-width has it. Ink asks for every line of every frame, and nearly all are as
 * they were in the frame before: the build puts this in string-width's place.
 */
export default function cachedStringWidth(text: string): number {
  if (narrow.test(text)) return text.length;
  const known = widths.get(text) ?? before.get(text);
  if (known !== undefined) return known;
  if (widths.size >= most) {
    before = widths;
    widths = new Map();
  }
  const width = stringWidth(text);
  widths.set(text, width);
  return width;
}
