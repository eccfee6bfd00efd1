import type { State } from "../model/state.ts";
import { detailLines } from "./detail-lines.ts";
import { helpLines } from "./help-lines.ts";
import { fixedLines, layoutOf } from "./layout.ts";

/** Lines that the focused pane has below its title, and how wide they are. */
function roomOf(state: State): { readonly width: number; readonly height: number } {
  const slot = layoutOf(state)
    .flatMap(({ slots }) => slots)
    .find(({ pane }) => pane === state.focus);
  return { width: (slot?.width ?? state.columns) - 1, height: Math.max(1, (slot?.height ?? state.rows) - 1) };
}

/** By how many lines a page goes on: one stays in sight. */
export const pageOf = (state: State): number =>
  Math.max(1, (state.help ? helpRoom(state) : roomOf(state).height) - 1);

/** The last line that can be the first one that is shown, of the help or of the details. */
export function lastScroll(state: State): number {
  if (state.help) return Math.max(0, helpLines(state.columns).length - helpRoom(state));
  const { width, height } = roomOf(state);
  return Math.max(0, detailLines(state, width).length - height);
}

const helpRoom = (state: State): number => state.rows - fixedLines(state) - 1;
