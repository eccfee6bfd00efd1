import type { State } from "../model/state.ts";
import { type Line, plain, type Segment, styled, widthOf } from "./styled.ts";

const hints: readonly (readonly [string, string])[] = [
  ["space", "play"],
  ["←→", "scrub"],
  ["tab", "pane"],
  ["enter", "details"],
  ["x", "what if"],
  ["?", "help"],
  ["q", "quit"],
  // where there is room
  ["r", "next row"],
  ["f", "next finding"],
  ["/", "filter"],
];

/** The last line: what is being typed, what there is to say, or the keys that matter most. */
export function footerLine({ prompt, message, filter }: State, width: number): Line {
  if (prompt !== undefined)
    return [
      styled(prompt.kind === "filter" ? "filter: " : "go to: ", { bold: true }),
      plain(prompt.text),
      styled(" ", { inverse: true }),
      styled(prompt.kind === "filter" ? "  enter keeps it, esc drops it" : "  12.5, 90s, 1m30s", {
        dim: true,
      }),
    ];
  if (message !== "") return [styled(message, { bold: true })];
  const line: Segment[] =
    filter === "" ? [] : [styled(`/${filter}`, { color: "orange", bold: true }), plain("  ")];
  let used = filter === "" ? 0 : widthOf(filter) + 3;
  for (const [key, text] of hints) {
    used += widthOf(key) + widthOf(text) + 3;
    // half a hint helps nobody
    if (used > width + 2) break;
    line.push(styled(key, { bold: true }), styled(` ${text}  `, { dim: true }));
  }
  return line;
}
