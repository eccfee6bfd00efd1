import { Text } from "ink";
import { createContext, type ReactNode, useContext } from "react";
import { fitLine, type Line, type Style } from "./view/styled.ts";

/** Whether colours may be used; bold, dim and inverse always are. */
export const ColorContext = createContext(true);

interface LinesProps {
  readonly lines: readonly Line[];
  readonly width: number;
  /** how many lines there is room for; missing ones stay empty */
  readonly height: number;
  /** which one is under the cursor */
  readonly selected?: number;
}

/** Lines of text, each as wide as there is room. */
export function Lines({ lines, width, height, selected = -1 }: LinesProps): ReactNode {
  const color = useContext(ColorContext);
  const parts: ReactNode[] = [];
  for (let i = 0; i < height; i++) {
    if (i > 0) parts.push("\n");
    for (const [j, { text, style = {} }] of fitLine(lines[i] ?? [], width).entries())
      parts.push(
        <Text
          key={`${i}.${j}`}
          {...props(i === selected ? { bold: style.bold ?? false, inverse: true } : style, color)}
        >
          {text}
        </Text>,
      );
  }
  return <Text wrap="truncate">{parts}</Text>;
}

function props({ color, bold, dim, inverse }: Style, hasColor: boolean): Record<string, unknown> {
  return {
    ...(color !== undefined && hasColor ? { color } : {}),
    ...(bold ? { bold } : {}),
    ...(dim ? { dimColor: dim } : {}),
    ...(inverse ? { inverse } : {}),
  };
}
