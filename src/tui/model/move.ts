import { lastScroll, pageOf } from "../view/scrolling.ts";
import { filtered } from "./filtered.ts";
import { keyOf } from "./key-of.ts";
import { laneItems } from "./lane-items.ts";
import { type State, shownRun } from "./state.ts";

type Move =
  | { readonly type: "move"; readonly by: number }
  | { readonly type: "page"; readonly by: number }
  | { readonly type: "edge"; readonly by: 1 | -1 };

/** Moves within the focused pane, or the open menu: what is under the cursor is selected. */
export function moved(state: State, move: Move): State {
  const by =
    move.type === "move"
      ? move.by
      : move.type === "page"
        ? move.by * pageOf(state)
        : move.by * Number.MAX_SAFE_INTEGER;
  if (state.menu !== undefined) {
    const { menu } = state;
    return { ...state, menu: { ...menu, at: clamp(menu.at + by, menu.changes.length) } };
  }
  const scrolled = (from: number): number => Math.max(0, Math.min(from + by, lastScroll(state)));
  if (state.help) return { ...state, helpScroll: scrolled(state.helpScroll) };
  if (state.focus === "details") return { ...state, scroll: scrolled(state.scroll) };
  const list = filtered(shownRun(state), state.filter);
  if (state.focus === "events") {
    const count = list.logUntil(state.t);
    const entry = place(state.entry, by, count, count);
    if (entry === undefined) return nothing(state);
    const object = list.log[entry]?.object;
    return select({ ...state, entry }, object === undefined ? state.selected : keyOf(object));
  }
  if (state.focus === "pods" && state.podView === "rows") {
    const count = list.rowsUntil(state.t);
    const row = place(state.row, by, count, count);
    return row === undefined ? nothing(state) : select({ ...state, row }, list.rows[row]?.key);
  }
  if (state.focus === "pods") {
    const at = place(found(list.placeOf(state.selected)), by, list.podsUntil(state.t));
    return at === undefined ? nothing(state) : select(state, list.pods[at]);
  }
  const items = laneItems(state);
  const at = place(found(items.placeOf(state.selected)), by, items.length);
  return at === undefined ? nothing(state) : select(state, items.keyAt(at));
}

const nothing = (state: State): State => ({ ...state, message: "There is nothing to select here now." });

const select = (state: State, selected: string | undefined): State =>
  selected === state.selected ? state : { ...state, selected, scroll: 0 };

const clamp = (at: number, length: number): number => Math.max(0, Math.min(at, length - 1));

const found = (at: number): number | undefined => (at < 0 ? undefined : at);

/** The place after a move. Who was nowhere comes from above the list or, where the latest is shown, from below it. */
function place(at: number | undefined, by: number, length: number, from = -1): number | undefined {
  return length === 0 ? undefined : clamp((at ?? from) + by, length);
}
