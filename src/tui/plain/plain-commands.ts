import type { Command } from "../model/action.ts";
import { commandFor } from "../model/keys.ts";
import type { State } from "../model/state.ts";

/** Keys that have a name, as they are typed in a line. */
const named: Readonly<Record<string, string>> = {
  enter: "enter",
  space: " ",
  esc: "escape",
  tab: "tab",
  up: "up",
  down: "down",
  left: "left",
  right: "right",
};

/** How a key is typed in a line; undefined if it cannot be. */
export function typed(key: string): string | undefined {
  const [name] = Object.entries(named).find(([, each]) => each === key) ?? [];
  return name ?? (key.length === 1 ? key : undefined);
}

/**
 * What a line that somebody has typed asks for: the same keys as on the screen, one or several; `t 12.5` and `/text`
 * are whole lines, a number picks from a menu, and an empty line goes to the next row. Keys that are none give nothing.
 */
export function plainCommands(line: string, state: State): Command[] {
  const text = line.trim();
  if (state.menu !== undefined) {
    const number = Number(text);
    return Number.isInteger(number) && number >= 1 && number <= state.menu.changes.length
      ? [{ type: "move", by: number - 1 - state.menu.at }, { type: "accept" }]
      : [{ type: "cancel" }];
  }
  if (line === "") return [{ type: "step", to: "row", by: 1 }];
  const name = named[text === "" ? "space" : text];
  if (name !== undefined) return keys([name], state);
  const [, time] = /^[t:]\s*(\S.*)$/.exec(text) ?? [];
  if (time !== undefined)
    return [{ type: "prompt", kind: "time" }, { type: "type", text: time }, { type: "accept" }];
  if (text.startsWith("/"))
    return [
      { type: "prompt", kind: "filter" },
      ...[...state.filter].map(() => ({ type: "erase" }) as const),
      { type: "type", text: text.slice(1) },
      { type: "accept" },
    ];
  return keys([...text], state);
}

const keys = (names: readonly string[], state: State): Command[] =>
  names.flatMap((key) => commandFor(key, state) ?? []);
