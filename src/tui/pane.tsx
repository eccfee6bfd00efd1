import type { ReactNode } from "react";
import { Lines } from "./line-text.tsx";
import type { PaneContent } from "./view/pane-content.ts";
import { fitText, type Line, plain, styled, textOf, widthOf } from "./view/styled.ts";

interface PaneProps {
  readonly name: string;
  readonly content: PaneContent;
  readonly width: number;
  /** with the title line */
  readonly height: number;
  readonly focused: boolean;
}

/** The line under the cursor is marked by more than its look. */
const cursor = plain("▸");
const margin = plain(" ");

/** A title line and what is below it. */
export function Pane({ name, content, width, height, focused }: PaneProps): ReactNode {
  const { title, lines: body, selected, reach } = content;
  const lines = [
    titleLine(name, title, width, focused),
    ...body
      .slice(0, height - 1)
      .map((line, i): Line => (i === selected ? selectedLine(line, width, reach) : [margin, ...line])),
  ];
  return <Lines lines={lines} width={width} height={height} />;
}

/** Inverse as far as it reaches, with no colour of its own there. */
function selectedLine(line: Line, width: number, reach?: number): Line {
  const marked = textOf([cursor, ...line.slice(0, reach)]);
  const shown = reach === undefined ? fitText(marked, width) : marked;
  return [styled(shown, { inverse: true, bold: true }), ...(reach === undefined ? [] : line.slice(reach))];
}

function titleLine(name: string, title: string, width: number, focused: boolean): Line {
  const room = width - widthOf(name) - 8;
  const right = title === "" || room < 4 ? "" : ` ${widthOf(title) > room ? fitText(title, room) : title} `;
  const rule = "─".repeat(Math.max(0, width - widthOf(name) - widthOf(right) - 4));
  return [
    styled("─", { dim: !focused }),
    styled(` ${name} `, focused ? { bold: true, inverse: true } : { bold: true }),
    styled(rule, { dim: !focused }),
    styled(right, { dim: true }),
    styled("─", { dim: !focused }),
  ];
}
