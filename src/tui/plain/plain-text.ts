import type { Command } from "../model/action.ts";
import { timeText } from "../model/clock.ts";
import { filtered } from "../model/filtered.ts";
import { laneItems } from "../model/lane-items.ts";
import { type State, shownRun } from "../model/state.ts";
import { changeText } from "../model/what-if.ts";
import { shortName } from "../model/why-it-is-here.ts";
import { detailContent } from "../view/detail-lines.ts";
import { logLines } from "../view/log-lines.ts";
import { podLines } from "../view/pod-lines.ts";
import { textOf } from "../view/styled.ts";
import { entryText } from "./entry-text.ts";
import { passedLines } from "./passed-lines.ts";
import { plainHelp } from "./plain-help.ts";
import { rowText } from "./row-text.ts";

/** Lines are as long as they are: whoever hears them does not see where they break. */
const width = 1000;
/** How many of a kind are told at once. */
const most = 20;

/** What somebody who hears the screen is told after a command, in lines without frames, bars and signs. */
export function plainText(command: Command, before: State, after: State): readonly string[] {
  const message = after.message === "" ? [] : [after.message];
  if (after.menu !== undefined && before.menu === undefined)
    return [
      "What if …",
      ...after.menu.changes.map((change, i) => `${i + 1}: ${changeText(change)}`),
      "A number picks one; an empty line leaves it.",
    ];
  if (after.help) return plainHelp;
  if (after.t !== before.t) {
    const isStep = command.type === "step";
    const now = isStep && command.to === "change" ? selectedLines(after) : [];
    return [...passedLines(before, after, isStep && command.to === "event"), ...now, ...message];
  }
  switch (command.type) {
    case "focus":
    case "next-pane":
      return paneLines(after);
    case "pod-view":
      return podTexts(after);
    case "accept":
      return before.prompt === undefined
        ? [...message, ...details(after)]
        : [...message, ...filterLines(after)];
    case "tab":
      return details(after);
    case "move":
    case "page":
    case "edge":
    case "owner":
      return [...message, ...(after.message === "" ? selectedLines(after) : [])];
    case "speed":
      return [`${after.speed} times real time.`];
    case "cancel":
      if (before.menu !== undefined) return ["Nothing is asked."];
      return before.filter !== after.filter ? filterLines(after) : ["Nothing is selected."];
    case "swap":
      return after.whatIf === undefined
        ? message
        : [after.showsWhatIf ? "This is what if." : "This is as it is."];
    case "zoom":
    case "scale":
      return ["That is for the screen alone."];
    default:
      return message;
  }
}

/** What is under the cursor: an entry of the log, a row, or an object. */
function selectedLines(state: State): string[] {
  const list = filtered(shownRun(state), state.filter);
  const entry = state.focus === "events" ? list.log[state.entry ?? -1] : undefined;
  if (entry !== undefined) return [`${timeText(entry.t)}: ${entryText(entry)}`];
  const row = state.podView === "rows" && state.focus === "pods" ? list.rows[state.row ?? -1] : undefined;
  if (row !== undefined) return [`${timeText(row.t)}: ${rowText(row.line)}`];
  if (state.selected === undefined) return ["There is nothing to select."];
  const [, second] = detailContent({ ...state, tab: "about", scroll: 0 }, width, 2).lines;
  return [`${shortName(state.selected)}: ${textOf(second ?? [])}`];
}

const all = Number.MAX_SAFE_INTEGER;

/** What signs at the beginning of a line stand for. */
const words: Readonly<Record<string, string>> = {
  "○ ": "to come: ",
  "◉ ": "under way: ",
  "✔ ": "done: ",
  "✘ ": "failed: ",
  "+ ": "now: ",
  "- ": "before: ",
};

function details(state: State): string[] {
  const signs = state.selected === undefined || state.tab === "diff" ? /^[○◉✔✘+-] / : /^[○◉✔✘] /;
  return detailContent({ ...state, scroll: 0 }, width, all).lines.map((line) =>
    textOf(line)
      .trimEnd()
      .replace(signs, (sign) => words[sign] ?? sign),
  );
}

function filterLines(state: State): string[] {
  const list = filtered(shownRun(state), state.filter);
  const shown = `${list.podsUntil(state.t)} of ${list.pods.length} pods are there.`;
  const what = state.filter === "" ? "All is shown again" : `Only what has "${state.filter}" is shown`;
  return [`${what}; ${shown}`, ...podTexts(state)];
}

function paneLines(state: State): string[] {
  switch (state.focus) {
    case "pods":
      return ["Pods:", ...podTexts(state)];
    case "events":
      return ["Log:", ...logLines(state, most).lines.map((line) => textOf(line).trim())];
    case "timeline":
      return ["Timeline:", ...laneTexts(state)];
    case "details":
      return ["Details:", ...details(state)];
  }
}

/** The pods in words, without the line that names the columns. */
function podTexts(state: State): string[] {
  const { lines } = podLines(state, shownRun(state), width, most + 1);
  return lines.map(textOf).flatMap((line) => (line.startsWith("NAME") ? [] : [rowText(line)]));
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
