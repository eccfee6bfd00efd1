import { timeText } from "../model/clock.ts";
import { filtered } from "../model/filtered.ts";
import type { LogEntry } from "../model/log.ts";
import { type State, shownRun } from "../model/state.ts";
import { viewport } from "../model/viewport.ts";
import type { PaneContent } from "./pane-content.ts";
import { type Line, plain, type Style, styled } from "./styled.ts";

const styles: Readonly<Record<LogEntry["sort"], Style>> = {
  normal: {},
  warning: { color: "orange" },
  helm: { color: "blue" },
  output: {},
  error: { color: "red" },
};

/** What has been told up to now: events, what Helm does and prints. */
export function logLines(state: State, height: number): PaneContent {
  const list = filtered(shownRun(state), state.filter);
  const count = list.logUntil(state.t);
  const at = Math.min(state.entry ?? count - 1, count - 1);
  const shown = viewport(count, at, height);
  const entries = list.log.slice(shown.first, shown.end);
  const lines: Line[] = entries.map((entry) => lineOf(entry, entry.t === state.t));
  const nothing = state.filter === "" ? "Nothing yet." : `Nothing with "${state.filter}" yet.`;
  return {
    title: `${count} of ${list.log.length}`,
    lines: lines.length === 0 ? [[styled(nothing, { dim: true })]] : lines,
    selected: state.entry === undefined || count === 0 ? -1 : at - shown.first,
  };
}

function lineOf({ t, sort, reason, object, text }: LogEntry, isNew: boolean): Line {
  const [first = ""] = text.split("\n");
  const about =
    object === undefined || sort === "helm" || sort === "error" ? "" : `${object.kind}/${object.name}: `;
  return [
    styled(`${timeText(t).padStart(9)} `, isNew ? { bold: true } : { dim: true }),
    styled(`${reason} `, { ...styles[sort], bold: sort === "warning" }),
    plain(about),
    styled(first, sort === "normal" ? {} : styles[sort]),
  ];
}
