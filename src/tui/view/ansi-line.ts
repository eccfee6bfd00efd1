import { fitLine, type Line, type Style, textOf, widthOf } from "./styled.ts";

/**
 * Of the palette of 256 colours, those half way between black and white: they can be read on either. What a terminal makes
 * of its own sixteen is made for one background, and yellow on white cannot be seen.
 */
export const colors = { red: 161, green: 28, orange: 130, blue: 31, violet: 98, grey: 243 } as const;

/** The line with the terminal's codes for its styles, filled up with blanks to a width. Without colour the rest of a style stays. */
export function ansiLine(line: Line, width: number, hasColor: boolean): string {
  const fitted = fitLine(line, width);
  const text = fitted.map(({ text: each, style = {} }) => withStyle(each, style, hasColor)).join("");
  return text + " ".repeat(Math.max(0, width - widthOf(textOf(fitted))));
}

function withStyle(text: string, { color, bold, dim, inverse }: Style, hasColor: boolean): string {
  // a terminal's own dim text nearly vanishes where its text is no more than grey
  const shown = color ?? (dim ? "grey" : undefined);
  const codes = [
    ...(bold ? [1] : []),
    ...(dim && !hasColor ? [2] : []),
    ...(inverse ? [7] : []),
    ...(shown !== undefined && hasColor ? [38, 5, colors[shown]] : []),
  ];
  return codes.length === 0 || text === "" ? text : `\u001b[${codes.join(";")}m${text}\u001b[0m`;
}
