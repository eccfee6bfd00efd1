import type { Pane, State } from "../model/state.ts";

/** A pane and the room it has, its title line included. */
export interface Slot {
  readonly pane: Pane;
  /** of a pane of pods where two runs are compared: whose pods it shows */
  readonly whose: "shown" | "as it is" | "what if";
  readonly width: number;
  readonly height: number;
}

/** Columns of panes side by side, with a line between them. */
export type Layout = readonly { readonly width: number; readonly slots: readonly Slot[] }[];

const wide = 120;
const tall = 45;
/** Less is of no use to a pane. */
const least = 3;

/** Lines besides the panes: the header, the two tracks, the last line, and with a what-if one more. */
export const fixedLines = ({ whatIf }: State): number => (whatIf === undefined ? 4 : 5);

/** Who gets how much of the screen. */
export function layoutOf(state: State): Layout {
  const { columns, rows, focus, zoomed } = state;
  const height = Math.max(1, rows - fixedLines(state));
  const column = (width: number, ...shares: readonly (readonly [Pane, number])[]) => ({
    width,
    slots: divided(state, width, height, shares),
  });
  if (zoomed) return [column(columns, [focus, 1])];
  if (columns >= wide) {
    const left = Math.floor((columns - 1) * 0.55);
    return [
      column(left, ["pods", 1], ["timeline", 1]),
      column(columns - 1 - left, ["details", 3], ["events", 2]),
    ];
  }
  if (rows >= tall) return [column(columns, ["pods", 3], ["timeline", 3], ["details", 3], ["events", 2])];
  if (focus === "details") return [column(columns, ["pods", 2], ["details", 5])];
  if (height < 4 * least) return [column(columns, ["pods", 1], [focus === "pods" ? "timeline" : focus, 1])];
  return [column(columns, ["pods", 4], ["timeline", 4], ["events", 3])];
}

/** The height in parts; the first pane gets what is left over. */
function divided(
  state: State,
  width: number,
  height: number,
  shares: readonly (readonly [Pane, number])[],
): Slot[] {
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  const heights = shares.map(([, share]) => Math.floor((height * share) / total));
  heights[0] = height - heights.slice(1).reduce((sum, each) => sum + each, 0);
  return shares.flatMap(([pane], i): Slot[] => {
    const own = heights[i] ?? 0;
    if (pane !== "pods" || state.whatIf === undefined || own < 2 * least)
      return [{ pane, whose: "shown", width, height: own }];
    const half = Math.floor(own / 2);
    return [
      { pane, whose: "as it is", width, height: own - half },
      { pane, whose: "what if", width, height: half },
    ];
  });
}
