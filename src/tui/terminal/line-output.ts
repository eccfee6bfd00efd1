import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

interface Options {
  /** what is done to each line before it is shown */
  readonly transformers: readonly ((line: string, index: number) => string)[];
}

/**
 * Puts the lines of boxes that lie side by side and below each other together to a frame. Ink's own way keeps each
 * character of the screen as an object, for boxes that cover each other, which none here do; that takes most of the time
 * of a frame. The build puts this in its place.
 */
export default class LineOutput {
  private readonly lines: { text: string; width: number }[];

  constructor({ height }: { readonly height: number }) {
    this.lines = Array.from({ length: height }, () => ({ text: "", width: 0 }));
  }

  /** Adds a box, further right on its lines than those before. */
  write(x: number, y: number, text: string, { transformers }: Options): void {
    for (const [i, blank] of text.split("\n").entries()) {
      const line = this.lines[y + i];
      if (line === undefined) break;
      const shown = transformers.reduce((each, transform) => transform(each, i), blank);
      line.text += " ".repeat(Math.max(0, x - line.width)) + shown;
      line.width = Math.max(x, line.width) + stringWidth(stripVTControlCharacters(shown));
    }
  }

  get(): { readonly output: string; readonly height: number } {
    return { output: this.lines.map(({ text }) => text.trimEnd()).join("\n"), height: this.lines.length };
  }
}
