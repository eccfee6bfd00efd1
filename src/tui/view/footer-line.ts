import type { State } from "../model/state.ts";
import { type Line, plain, type Segment, styled, widthOf } from "./styled.ts";

/** In the order in which they are shown; the lowest numbers stay where there is little room. */
const hints: readonly (readonly [key: string, text: string, rank: number])[] = [
  ["space", "play", 2],
  ["←→", "scrub", 4],
  ["tab", "pane", 3],
  ["enter", "details", 5],
  ["x", "what if", 6],
  ["?", "help", 0],
  ["q", "quit", 1],
  ["r", "next row", 7],
  ["f", "next finding", 8],
  ["/", "filter", 9],
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
  const fitting = new Set<string>();
  let used = filter === "" ? 0 : widthOf(filter) + 3;
  for (const [key, text] of hints.toSorted(([, , a], [, , b]) => a - b)) {
    used += widthOf(key) + widthOf(text) + 3;
    // half a hint helps nobody
    if (used > width + 2) break;
    fitting.add(key);
  }
  for (const [key, text] of hints)
    if (fitting.has(key)) line.push(styled(key, { bold: true }), styled(` ${text}  `, { dim: true }));
  return line;
}
