import { columnsFor } from "../../kubectl/columns/columns-for.ts";
import { filtered } from "../model/filtered.ts";
import type { RunIndex } from "../model/run-index.ts";
import type { State } from "../model/state.ts";
import { viewport } from "../model/viewport.ts";
import type { PaneContent } from "./pane-content.ts";
import { fitText, type Line, plain, styled, widthOf } from "./styled.ts";
import { statusStyle } from "./tones.ts";

/** The pods of a run now: one live line each, or the rows of the watch so far. */
export function podLines(state: State, run: RunIndex, width: number, height: number): PaneContent {
  return state.podView === "live"
    ? liveLines(state, run, width, height)
    : rowLines(state, run, width, height);
}

const header = ["NAME", "READY", "STATUS", "RESTARTS", "AGE"];

function liveLines(state: State, run: RunIndex, width: number, height: number): PaneContent {
  const list = filtered(run, state.filter);
  const count = list.podsUntil(state.t);
  const place = list.placeOf(state.selected);
  const shown = viewport(count, place < 0 || place >= count ? count - 1 : place, height - 1);
  const keys = list.pods.slice(shown.first, shown.end);
  const rows = keys.map((key) => cellsOf(run, key, state.t));
  const title = `${count} of ${list.pods.length}`;
  if (count === 0) return { title, lines: [[styled(empty(state, run), { dim: true })]], selected: -1 };
  const widths = columnWidths(rows, width);
  const lineOf = (cells: readonly string[]): string[] =>
    widths.map((each, i) =>
      i === widths.length - 1 ? (cells[i] ?? "") : `${fitText(cells[i] ?? "", each)}  `,
    );
  const lines = rows.map(({ cells, isReady, isGone }): Line => {
    const [name = "", ready = "", status = "", ...rest] = lineOf(cells);
    if (isGone) return [styled([name, ready, status, ...rest].join(""), { dim: true })];
    return [plain(name + ready), styled(status, statusStyle(cells[2] ?? "", isReady)), plain(rest.join(""))];
  });
  return {
    title,
    lines: [[styled(lineOf(header).join(""), { dim: true })], ...lines],
    selected: place < shown.first || place >= shown.end ? -1 : place - shown.first + 1,
  };
}

/** Less of a name does not tell pods apart. */
const leastOfName = 20;

/** Where there is no room for all, the last columns go; then the name gives way. */
function columnWidths(rows: readonly Cells[], width: number): number[] {
  const [name = 0, ...others] = header.map((title, i) =>
    Math.max(title.length, ...rows.map(({ cells }) => widthOf(cells[i] ?? ""))),
  );
  const left = (): number => width - others.reduce((sum, each) => sum + each + 2, 0);
  while (others.length > 2 && left() < Math.min(name, leastOfName)) others.pop();
  return [Math.max(4, Math.min(name, left())), ...others];
}

/** Why there is no line yet. */
function empty(state: State, run: RunIndex): string {
  if (state.filter !== "") return `No pod has "${state.filter}" in its name or workload.`;
  const [first] = run.podTimes;
  return first === undefined ? "This run has no pods." : "No pod yet. Space plays, r goes to the first row.";
}

interface Cells {
  readonly cells: readonly string[];
  readonly isReady: boolean;
  readonly isGone: boolean;
}

/** What `kubectl get pod` prints now; of a pod that is gone, its last state. */
function cellsOf(run: RunIndex, key: string, t: number): Cells {
  const { now } = run.writesAt(key, t);
  if (now === undefined) return { cells: [], isReady: false, isGone: true };
  const isGone = now.type === "DELETED";
  const context = { now: run.startedAt + Math.round(t * 1000), rules: run.rules };
  const cells = columnsFor("Pod", run.rules)
    .filter(({ wide }) => wide !== true)
    .map((column) => column.cell(now.object, context));
  const [ready, all] = (cells[1] ?? "").split("/");
  return { cells: isGone ? [cells[0] ?? "", "", "gone", "", ""] : cells, isReady: ready === all, isGone };
}

function rowLines(state: State, run: RunIndex, width: number, height: number): PaneContent {
  const list = filtered(run, state.filter);
  const count = list.rowsUntil(state.t);
  const at = Math.min(state.row ?? count - 1, count - 1);
  const titles = run.rowTitles === "" ? [] : [[styled(run.rowTitles, { dim: true })]];
  const shown = viewport(count, at, height - titles.length);
  const title = `row ${count} of ${list.rows.length}`;
  if (count === 0) return { title, lines: [[styled(empty(state, run), { dim: true })]], selected: -1 };
  return {
    title,
    lines: [
      ...titles,
      ...list.rows.slice(shown.first, shown.end).map(({ line, t }) => {
        const [, name = "", ready = "", status = "", rest = ""] =
          /^(\S+\s+)(\S+\s+)(\S+)(.*)$/.exec(line) ?? [];
        const [some, all] = ready.trim().split("/");
        const style = t === state.t ? { bold: true } : undefined;
        return [
          { text: fitText(name.trimEnd(), Math.max(4, Math.min(widthOf(name), width - 34))), style },
          { text: ready, style },
          styled(status, statusStyle(status, some === all)),
          { text: rest, style },
        ];
      }),
    ],
    selected: state.row === undefined ? -1 : at - shown.first + titles.length,
  };
}
