import { Box, Transform } from "ink";
import { createContext, type ReactNode, useContext } from "react";
import { ansiLine } from "./view/ansi-line.ts";
import type { Line } from "./view/styled.ts";

/** Whether colours may be used; bold, dim and inverse always are. */
export const ColorContext = createContext(true);

interface LinesProps {
  readonly lines: readonly Line[];
  readonly width: number;
  /** how many lines there is room for; missing ones stay empty */
  readonly height: number;
}

/**
 * Lines of text, each as wide as there is room. Ink measures what it lays out, and remembers all that it has ever
 * measured: so it lays out blanks, and what there is to see takes their place once all is laid out.
 */
export function Lines({ lines, width, height }: LinesProps): ReactNode {
  const color = useContext(ColorContext);
  const draw = (_: string, i: number): string => ansiLine(lines[i] ?? [], width, color);
  return (
    <Box width={width} height={height}>
      <Transform transform={draw}>{Array.from({ length: height }, () => " ").join("\n")}</Transform>
    </Box>
  );
}
