import type { Action } from "./action.ts";
import { nextSpeed, parseTime, timeText } from "./clock.ts";
import { moved } from "./move.ts";
import type { Stop } from "./run-index.ts";
import { endOf, panes, type State, shownRun, tabs } from "./state.ts";
import { neighbour } from "./times.ts";
import { changesFor, changeText } from "./what-if.ts";

/** The state after an action. Every key press clears the message of before. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "tick":
      return state.playing ? tick(state, action.seconds) : state;
    case "resize":
      return { ...state, columns: action.columns, rows: action.rows };
    case "say":
      return { ...state, message: action.message };
    default:
      return reduceKey({ ...state, message: "" }, action);
  }
}

function tick(state: State, seconds: number): State {
  const t = state.t + seconds * state.speed;
  const end = endOf(state);
  return t < end ? seek(state, t) : { ...seek(state, end), playing: false };
}

function reduceKey(state: State, action: Exclude<Action, { type: "tick" | "resize" | "say" }>): State {
  switch (action.type) {
    case "play":
      // at the end, playing begins anew
      return state.playing || state.t < endOf(state)
        ? { ...state, playing: !state.playing }
        : { ...seek(state, 0), playing: true };
    case "speed":
      return { ...state, speed: nextSpeed(state.speed, action.by) };
    case "seek":
      return seek({ ...state, playing: false }, action.t);
    case "step":
      return step(state, action.to, action.by);
    case "scrub":
      return seek({ ...state, playing: false }, state.t + action.by * columnSeconds(state));
    case "move":
    case "page":
    case "edge":
      return moved(state, action);
    case "focus":
      return { ...state, focus: action.pane };
    case "next-pane":
      return { ...state, focus: cycled(panes, state.focus, action.by) };
    case "pod-view":
      return { ...state, podView: state.podView === "live" ? "rows" : "live", row: undefined };
    case "tab":
      return { ...state, tab: cycled(tabs, state.tab, 1), scroll: 0 };
    case "zoom":
      return { ...state, zoomed: !state.zoomed };
    case "scale":
      return {
        ...state,
        scale: Math.max(1, Math.min(1024, action.by > 0 ? state.scale * 2 : state.scale / 2)),
      };
    case "owner":
      return selectOwner(state);
    case "prompt":
      return {
        ...state,
        prompt: {
          kind: action.kind,
          text: action.kind === "filter" ? state.filter : "",
          before: state.filter,
        },
      };
    case "type":
    case "erase":
      return typed(state, action);
    case "accept":
      return accept(state);
    case "cancel":
      return cancel(state);
    case "help":
      return { ...state, help: !state.help, helpScroll: 0 };
    case "menu":
      return openMenu(state);
    case "compare":
      return compare(state, action.whatIf);
    case "forget":
      return { ...state, whatIf: undefined, showsWhatIf: false, message: "Back to the run as it is." };
    case "swap":
      return state.whatIf === undefined
        ? { ...state, message: "There is no second run; x asks for one." }
        : { ...state, showsWhatIf: !state.showsWhatIf };
  }
}

/** The rows and the log follow the time again. */
function seek(state: State, t: number): State {
  const within = Math.max(0, Math.min(endOf(state), t));
  // recordings know milliseconds
  return { ...state, t: Math.round(within * 1000) / 1000, row: undefined, entry: undefined };
}

const stopNames: Readonly<Record<Stop, string>> = {
  row: "row",
  event: "event",
  phase: "phase or hook that begins or ends",
  finding: "finding",
  change: "change of the selected object",
};

function step(state: State, to: Stop, by: 1 | -1): State {
  if (to === "change" && state.selected === undefined)
    return { ...state, message: "Select an object first: j and k." };
  const t = neighbour(shownRun(state).stopsOf(to, state.selected), state.t, by);
  if (t !== undefined) return seek({ ...state, playing: false }, t);
  const none = `No ${stopNames[to]} ${by > 0 ? "after" : "before"} ${timeText(state.t)}.`;
  return { ...state, message: none + (to === "finding" ? elsewhere(state) : "") };
}

/** Where to find the findings that are about no moment, or about another course of things. */
function elsewhere(state: State): string {
  const count = shownRun(state).recording.findings.filter(
    ({ t, trial }) => t === undefined || trial !== undefined,
  ).length;
  return count === 0 ? "" : ` The details of the run have ${count} without a time.`;
}

/** How long a column of the timeline is. The whole run fits a screen of the width, about. */
const columnSeconds = (state: State): number =>
  Math.max(0.001, endOf(state) / state.scale / Math.max(20, state.columns - 30));

function cycled<T>(all: readonly T[], one: T, by: number): T {
  const place = (all.indexOf(one) + by + all.length) % all.length;
  return all[place] ?? one;
}

function selectOwner(state: State): State {
  if (state.selected === undefined) return { ...state, message: "Select an object first: j and k." };
  const [owner] = shownRun(state).ownersOf(state.selected);
  return owner === undefined
    ? { ...state, message: "It has no owner." }
    : { ...state, selected: owner, scroll: 0 };
}

function typed(state: State, action: { type: "type"; text: string } | { type: "erase" }): State {
  const { prompt } = state;
  if (prompt === undefined) return state;
  const text = action.type === "type" ? prompt.text + action.text : [...prompt.text].slice(0, -1).join("");
  return {
    ...state,
    prompt: { ...prompt, text },
    ...(prompt.kind === "filter" ? { filter: text, row: undefined, entry: undefined } : {}),
  };
}

function accept(state: State): State {
  const { prompt } = state;
  if (prompt === undefined)
    return state.focus === "details"
      ? { ...state, zoomed: true }
      : { ...state, focus: "details", cameFrom: state.focus };
  const done = { ...state, prompt: undefined };
  if (prompt.kind === "filter" || prompt.text === "") return done;
  const t = parseTime(prompt.text.trim());
  return t === undefined
    ? { ...done, message: `"${prompt.text}" is no time; 12.5, 90s and 1m30s are some.` }
    : seek({ ...done, playing: false }, t);
}

/** Takes back the nearest thing. */
function cancel(state: State): State {
  if (state.help) return { ...state, help: false };
  if (state.menu !== undefined) return { ...state, menu: undefined };
  const { prompt } = state;
  if (prompt !== undefined)
    return { ...state, prompt: undefined, filter: prompt.kind === "filter" ? prompt.before : state.filter };
  if (state.zoomed) return { ...state, zoomed: false };
  if (state.focus === "details") return { ...state, focus: state.cameFrom };
  if (state.filter !== "") return { ...state, filter: "" };
  return { ...state, selected: undefined, row: undefined, entry: undefined, scroll: 0 };
}

function openMenu(state: State): State {
  if (state.selected === undefined) return { ...state, message: "Select a pod or a hook first: j and k." };
  const changes = changesFor(shownRun(state), state.selected, state.t);
  return changes.length === 0
    ? { ...state, message: "Nothing of it runs in a container: there is nothing to ask." }
    : { ...state, playing: false, menu: { changes, at: 0 } };
}

function compare(state: State, whatIf: State["whatIf"] & object): State {
  const asked = whatIf.changes.map(changeText).join(" and ");
  const next = { ...state, whatIf, menu: undefined, playing: false };
  if (whatIf.parting === undefined)
    return { ...next, showsWhatIf: false, whatIf: undefined, message: `If ${asked}, nothing is different.` };
  const { t, object } = whatIf.parting;
  const message = `The runs part at ${timeText(t)}, with ${object.kind}/${object.name}.`;
  return { ...seek({ ...next, showsWhatIf: true }, t), message };
}
