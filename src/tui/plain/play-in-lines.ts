import { createInterface } from "node:readline";
import type { Recording } from "../../recording/recording.ts";
import type { Action } from "../model/action.ts";
import { reduce } from "../model/reduce.ts";
import { RunIndex } from "../model/run-index.ts";
import { endOf, initialState, type State, shownRun } from "../model/state.ts";
import { neighbour } from "../model/times.ts";
import type { PlayOptions } from "../play-options.ts";
import { WhatIfRuns } from "../what-if-runs.ts";
import { plainCommands } from "./plain-commands.ts";
import { plainText, timeLines } from "./plain-text.ts";

const greeting =
  "Enter goes to the next row, space plays, j selects the next pod, enter tells about it, ? tells all, q quits.";

/**
 * Plays a recording in lines: nothing is drawn, what somebody types is answered with what has changed. For screen
 * readers, and for terminals that can do no more. Gives the exit code.
 */
export async function playInLines(recording: Recording, options: PlayOptions): Promise<number> {
  const run = new RunIndex(recording);
  const runs = new WhatIfRuns(run, options.replay);
  const print = (lines: readonly string[]): void =>
    void process.stdout.write(lines.map((line) => `${line}\n`).join(""));
  let state = initialState(run, { speed: options.speed, playing: false, columns: 80, rows: 24 });
  if (options.playing) {
    await play(state, print);
    return 0;
  }
  print([recording.steps[0]?.command ?? "", greeting]);
  for await (const line of createInterface({ input: process.stdin })) {
    for (const command of plainCommands(line, state)) {
      const before = state;
      if (command.type === "quit") return command.exitCode;
      // a terminal that takes lines sees to it itself
      if (command.type === "suspend") continue;
      let action: Action;
      if (command.type === "save") action = { type: "say", message: await runs.save() };
      else if (command.type === "accept" && state.menu !== undefined) {
        const change = state.menu.changes[state.menu.at];
        state = reduce(state, { type: "cancel" });
        if (change === undefined) continue;
        action = await runs.ask(change);
      } else action = command;
      if (action.type === "forget") runs.forget();
      state = reduce(state, action);
      print(plainText(action, before, state));
      if (state.playing) state = await play(state, print);
      state = { ...state, help: false };
    }
  }
  return 0;
}

/** Lets time go by, and tells each row when it comes. */
async function play(start: State, print: (lines: readonly string[]) => void): Promise<State> {
  let state = start;
  for (;;) {
    const next = neighbour(shownRun(state).stopsOf("row"), state.t, 1) ?? endOf(state);
    const wait = ((next - state.t) / state.speed) * 1000;
    await new Promise((resolve) => setTimeout(resolve, wait));
    const before = state;
    state = reduce(state, { type: "seek", t: next });
    if (state.t === before.t) return state;
    print(timeLines(before, state));
  }
}
