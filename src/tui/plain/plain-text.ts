import type { Command } from "../model/action.ts";
import { roundTimeText, timeText } from "../model/clock.ts";
import { filtered } from "../model/filtered.ts";
import { keyHelp } from "../model/keys.ts";
import { laneItems } from "../model/lane-items.ts";
import { releasesAt } from "../model/release-status.ts";
import { endOf, type State, shownRun } from "../model/state.ts";
import { changeText } from "../model/what-if.ts";
import { shortName } from "../model/why-it-is-here.ts";
import { detailContent } from "../view/detail-lines.ts";
import { logLines } from "../view/log-lines.ts";
import { podLines } from "../view/pod-lines.ts";
import { textOf } from "../view/styled.ts";

const width = 78;
/** How many of a kind are told at once. */
const most = 20;

/** What somebody who hears the screen is told after a command, in lines without frames, bars and signs. */
export function plainText(command: Command, before: State, after: State): string[] {
  const message = after.message === "" ? [] : [after.message];
  if (after.menu !== undefined && before.menu === undefined)
    return [
      "What if …",
      ...after.menu.changes.map((change, i) => `${i + 1}: ${changeText(change)}`),
      "A number picks one; an empty line leaves it.",
    ];
  if (after.help) return keyHelp.map(({ keys, text }) => `${keys}: ${text}`);
  if (after.t !== before.t) return [...timeLines(before, after), ...message];
  switch (command.type) {
    case "focus":
    case "next-pane":
    case "pod-view":
      return paneLines(after);
    case "accept":
    case "tab":
      return before.prompt === undefined
        ? [...message, ...details(after)]
        : [...message, ...paneLines(after)];
    case "move":
    case "page":
    case "edge":
    case "owner":
      return [...selectedLines(after), ...message];
    case "speed":
      return [`${after.speed} times real time.`];
    default:
      return message;
  }
}

/** Where in time one is, and the rows that have come since. */
export function timeLines(before: State, after: State): string[] {
  const run = shownRun(after);
  const list = filtered(run, after.filter);
  const releases = releasesAt(run, after.t).map(
    ({ name, revision, status }) => `${name}.${revision} ${status}`,
  );
  const phase = run.recording.phases.findLast(({ start, end }) => start <= after.t && after.t < end);
  const doing = phase === undefined ? [] : [`Helm: ${phase.event} ${phase.name}`.replace("  ", " ")];
  const where = [`${timeText(after.t)} of ${roundTimeText(endOf(after))}`, ...releases, ...doing].join(". ");
  const rows = list.rows.slice(list.rowsUntil(before.t), list.rowsUntil(after.t));
  const left = rows.length - most;
  return [
    `${where}.`,
    ...(left > 0 ? [`${left} rows before these.`] : []),
    ...rows.slice(-most).map(({ line }) => line),
  ];
}

function selectedLines(state: State): string[] {
  if (state.selected === undefined) return ["There is nothing to select."];
  const [, second] = detailContent({ ...state, tab: "about", scroll: 0 }, width, 2).lines;
  return [`${shortName(state.selected)}: ${textOf(second ?? [])}`];
}

const all = Number.MAX_SAFE_INTEGER;

const details = (state: State): string[] =>
  detailContent({ ...state, scroll: 0 }, width, all).lines.map((line) => textOf(line).trimEnd());

function paneLines(state: State): string[] {
  const run = shownRun(state);
  switch (state.focus) {
    case "pods":
      return podLines(state, run, width, most + 1).lines.map((line) => textOf(line).trimEnd());
    case "events":
      return logLines(state, most).lines.map((line) => textOf(line).trimEnd());
    case "timeline":
      return laneTexts(state);
    case "details":
      return details(state);
  }
}

/** The bars of the timeline in words. */
function laneTexts(state: State): string[] {
  const run = shownRun(state);
  const items = laneItems(state);
  const hooks = items.hooks.map(
    ({ event, name, start, end, outcome }) =>
      `${event} hook ${name}: from ${timeText(start)} to ${timeText(end)}, ${outcome}`,
  );
  const pods = filtered(run, state.filter)
    .pods.slice(0, most)
    .map((key) => {
      const spans = run.spansOf(key).map(({ state: word, start }) => `${word} from ${timeText(start)}`);
      return `${shortName(key)}: ${spans.join(", ")}`;
    });
  return [...hooks, ...pods];
}
