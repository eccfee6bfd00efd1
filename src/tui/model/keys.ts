import type { Command } from "./action.ts";
import type { State } from "./state.ts";

interface Binding {
  /** names of keys: a character, or as in `keyName` */
  readonly keys: readonly string[];
  readonly command: Command;
}

/** Keys that do the opposite of each other, or one thing, and what that is. */
export interface KeyHelp {
  readonly group: "time" | "looking" | "what if" | "program";
  readonly keys: string;
  readonly text: string;
  readonly bindings: readonly Binding[];
}

const bind = (command: Command, ...keys: string[]): Binding => ({ keys, command });

const step = (to: "row" | "event" | "phase" | "finding" | "change", key: string): readonly Binding[] => [
  bind({ type: "step", to, by: 1 }, key),
  bind({ type: "step", to, by: -1 }, key.toUpperCase()),
];

/** Every key, in the order of the help. */
export const keyHelp: readonly KeyHelp[] = [
  { group: "time", keys: "space", text: "play, pause", bindings: [bind({ type: "play" }, " ")] },
  {
    group: "time",
    keys: "+ -",
    text: "faster, slower: 1× to 1000×",
    bindings: [bind({ type: "speed", by: 1 }, "+", "="), bind({ type: "speed", by: -1 }, "-", "_")],
  },
  {
    group: "time",
    keys: "← → h l",
    text: "scrub; with shift ten times as far",
    bindings: [
      bind({ type: "scrub", by: -1 }, "left", "h"),
      bind({ type: "scrub", by: 1 }, "right", "l"),
      bind({ type: "scrub", by: -10 }, "shift-left", "H"),
      bind({ type: "scrub", by: 10 }, "shift-right", "L"),
    ],
  },
  { group: "time", keys: "r R", text: "next, last row of the watch", bindings: step("row", "r") },
  { group: "time", keys: "e E", text: "next, last event", bindings: step("event", "e") },
  {
    group: "time",
    keys: "p P",
    text: "next, last begin or end of a phase or hook",
    bindings: step("phase", "p"),
  },
  { group: "time", keys: "f F", text: "next, last finding", bindings: step("finding", "f") },
  {
    group: "time",
    keys: "c C",
    text: "next, last change of the selected object",
    bindings: step("change", "c"),
  },
  {
    group: "time",
    keys: "t",
    text: "go to a time",
    bindings: [bind({ type: "prompt", kind: "time" }, "t", ":")],
  },
  {
    group: "time",
    keys: "0 $",
    text: "go to the start, to the end",
    bindings: [
      bind({ type: "seek", t: 0 }, "0", "home"),
      bind({ type: "seek", t: Number.POSITIVE_INFINITY }, "$", "end"),
    ],
  },
  {
    group: "looking",
    keys: "↑ ↓ k j",
    text: "select; in the details: scroll",
    bindings: [bind({ type: "move", by: 1 }, "down", "j"), bind({ type: "move", by: -1 }, "up", "k")],
  },
  {
    group: "looking",
    keys: "PgUp PgDn",
    text: "a page up, down (also ctrl-u, ctrl-d)",
    bindings: [
      bind({ type: "page", by: 1 }, "pagedown", "ctrl-d", "ctrl-f"),
      bind({ type: "page", by: -1 }, "pageup", "ctrl-u", "ctrl-b"),
    ],
  },
  {
    group: "looking",
    keys: "g G",
    text: "first, last of the list",
    bindings: [bind({ type: "edge", by: -1 }, "g"), bind({ type: "edge", by: 1 }, "G")],
  },
  {
    group: "looking",
    keys: "tab 1-4",
    text: "to the next pane, to pods, timeline, log, details",
    bindings: [
      bind({ type: "next-pane", by: 1 }, "tab"),
      bind({ type: "next-pane", by: -1 }, "shift-tab"),
      bind({ type: "focus", pane: "pods" }, "1"),
      bind({ type: "focus", pane: "timeline" }, "2"),
      bind({ type: "focus", pane: "events" }, "3"),
      bind({ type: "focus", pane: "details" }, "4"),
    ],
  },
  {
    group: "looking",
    keys: "enter",
    text: "details of the selected object; again: on the whole screen",
    bindings: [bind({ type: "accept" }, "enter")],
  },
  {
    group: "looking",
    keys: "d",
    text: "details: about it, its YAML, the last change",
    bindings: [bind({ type: "tab" }, "d")],
  },
  { group: "looking", keys: "o", text: "select its owner", bindings: [bind({ type: "owner" }, "o")] },
  {
    group: "looking",
    keys: "w",
    text: "pods: one live line each, or the rows of kubectl get pod -w",
    bindings: [bind({ type: "pod-view" }, "w")],
  },
  {
    group: "looking",
    keys: "[ ]",
    text: "show more, less of the time in the timeline",
    bindings: [bind({ type: "scale", by: -1 }, "["), bind({ type: "scale", by: 1 }, "]")],
  },
  {
    group: "looking",
    keys: "z",
    text: "the pane on the whole screen, and back",
    bindings: [bind({ type: "zoom" }, "z")],
  },
  {
    group: "looking",
    keys: "/",
    text: "show only what has a text in it",
    bindings: [bind({ type: "prompt", kind: "filter" }, "/")],
  },
  {
    group: "what if",
    keys: "x",
    text: "ask what happens if it fails, hangs, is slow, or its node dies",
    bindings: [bind({ type: "menu" }, "x")],
  },
  {
    group: "what if",
    keys: "b",
    text: "change between the two runs",
    bindings: [bind({ type: "swap" }, "b")],
  },
  {
    group: "what if",
    keys: "s",
    text: "write the changed scenario to a file",
    bindings: [bind({ type: "save" }, "s")],
  },
  { group: "what if", keys: "X", text: "forget it", bindings: [bind({ type: "forget" }, "X")] },
  {
    group: "program",
    keys: "esc",
    text: "take back: help, menu, filter, selection",
    bindings: [bind({ type: "cancel" }, "escape")],
  },
  { group: "program", keys: "?", text: "this help", bindings: [bind({ type: "help" }, "?")] },
  {
    group: "program",
    keys: "ctrl-z",
    text: "back to the shell; fg returns",
    bindings: [bind({ type: "suspend" }, "ctrl-z")],
  },
  { group: "program", keys: "q", text: "quit", bindings: [bind({ type: "quit", exitCode: 0 }, "q")] },
];

const commands: ReadonlyMap<string, Command> = new Map(
  keyHelp.flatMap(({ bindings }) =>
    bindings.flatMap(({ keys, command }) => keys.map((key) => [key, command] as const)),
  ),
);

/** What a shell expects of a program that SIGINT has ended. */
const interrupted = 130;

/** What a key does; while somebody types, characters are text. */
export function commandFor(key: string, state: State): Command | undefined {
  if (key === "ctrl-c") return { type: "quit", exitCode: interrupted };
  if (state.prompt === undefined) {
    const command = commands.get(key);
    // the help takes any key for a wish to go on, but those that scroll it
    if (!state.help || command?.type === "move" || command?.type === "page" || command?.type === "quit")
      return command;
    return { type: "cancel" };
  }
  if (key === "enter") return { type: "accept" };
  if (key === "escape") return { type: "cancel" };
  if (key === "backspace") return { type: "erase" };
  return isText(key) ? { type: "type", text: key } : undefined;
}

const named = /^(?:(?:ctrl|shift|meta)-.+|left|right|up|down|pageup|pagedown|home|end|tab|delete)$/;

const isText = (key: string): boolean => key.length > 0 && !named.test(key) && !/\p{Cc}/u.test(key);
