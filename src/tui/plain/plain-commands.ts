import type { Command } from "../model/action.ts";
import { commandFor } from "../model/keys.ts";
import type { State } from "../model/state.ts";

/**
 * What a line that somebody has typed asks for: the same keys as on the screen, one or several; `t 12.5` and `/text`
 * are whole lines, a number picks from a menu, and an empty line goes to the next row.
 */
export function plainCommands(line: string, state: State): Command[] {
  const text = line.trim();
  if (state.menu !== undefined) {
    const number = Number(text);
    return Number.isInteger(number) && number >= 1 && number <= state.menu.changes.length
      ? [{ type: "move", by: number - 1 - state.menu.at }, { type: "accept" }]
      : [{ type: "cancel" }];
  }
  if (text === "") return [{ type: "step", to: "row", by: 1 }];
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
  if (text === "enter" || text === "space") return keys([text === "enter" ? "enter" : " "], state);
  return keys([...text], state);
}

const keys = (names: readonly string[], state: State): Command[] =>
  names.flatMap((key) => commandFor(key, state) ?? []);
