import { fitLine, type Line, type Style, textOf, widthOf } from "./styled.ts";

const colors = { red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36 } as const;

/** The line with the terminal's codes for its styles, filled up with blanks to a width. Without colour the rest of a style stays. */
export function ansiLine(line: Line, width: number, hasColor: boolean): string {
  const fitted = fitLine(line, width);
  const text = fitted.map(({ text: each, style = {} }) => withStyle(each, style, hasColor)).join("");
  return text + " ".repeat(Math.max(0, width - widthOf(textOf(fitted))));
}

function withStyle(text: string, { color, bold, dim, inverse }: Style, hasColor: boolean): string {
  const codes = [
    ...(bold ? [1] : []),
    ...(dim ? [2] : []),
    ...(inverse ? [7] : []),
    ...(color !== undefined && hasColor ? [colors[color]] : []),
  ];
  return codes.length === 0 || text === "" ? text : `\u001b[${codes.join(";")}m${text}\u001b[0m`;
}
