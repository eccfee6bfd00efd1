import { Box, Text } from "ink";
import { Fragment, type ReactNode } from "react";
import { Lines } from "./line-text.tsx";
import type { State } from "./model/state.ts";
import { Pane } from "./pane.tsx";
import { footerLine } from "./view/footer-line.ts";
import { headerLine, whatIfLine } from "./view/header-lines.ts";
import { helpLines } from "./view/help-lines.ts";
import { fixedLines, layoutOf } from "./view/layout.ts";
import { menuContent } from "./view/menu-lines.ts";
import { lastScroll } from "./view/scrolling.ts";
import { paneNames, slotContent } from "./view/slot-content.ts";
import { trackLines } from "./view/track-lines.ts";

/** The whole screen for a state. */
export function Screen({ state }: { readonly state: State }): ReactNode {
  const { columns, rows } = state;
  if (columns < 40 || rows < 10)
    return <Text>{`At least 40×10, please; this is ${columns}×${rows}. q quits.`}</Text>;
  const whatIf = whatIfLine(state);
  const head = [
    headerLine(state, columns),
    ...(whatIf === undefined ? [] : [whatIf]),
    ...trackLines(state, columns),
  ];
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Lines lines={head} width={columns} height={head.length} />
      <Middle state={state} />
      <Lines lines={[footerLine(state, columns)]} width={columns} height={1} />
    </Box>
  );
}

function Middle({ state }: { readonly state: State }): ReactNode {
  const { columns: width, menu, help } = state;
  const height = state.rows - fixedLines(state);
  if (help) {
    const all = helpLines(width);
    const first = Math.min(state.helpScroll, lastScroll(state));
    const isAll = all.length < height;
    const title = isAll ? "esc closes it" : "j k scroll, esc closes it";
    const content = { title, lines: all.slice(first), selected: -1 };
    return <Pane name="Help" content={content} width={width} height={height} focused />;
  }
  if (menu !== undefined)
    return (
      <Pane name="What if …" content={menuContent(menu, height - 1)} width={width} height={height} focused />
    );
  return (
    <Box height={height}>
      {layoutOf(state).map((column, i) => (
        <Fragment key={column.slots[0]?.pane}>
          {i > 0 && (
            <Lines
              lines={Array.from({ length: height }, () => [{ text: "│", style: { dim: true } }])}
              width={1}
              height={height}
            />
          )}
          <Box flexDirection="column" width={column.width}>
            {column.slots.map((slot) => (
              <Pane
                key={slot.pane + slot.whose}
                name={paneNames[slot.pane]}
                content={slotContent(state, slot)}
                width={slot.width}
                height={slot.height}
                focused={slot.pane === state.focus}
              />
            ))}
          </Box>
        </Fragment>
      ))}
    </Box>
  );
}
