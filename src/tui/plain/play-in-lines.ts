import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import type { Recording } from "../../recording/recording.ts";
import type { Action } from "../model/action.ts";
import { roundTimeText, timeText } from "../model/clock.ts";
import { reduce } from "../model/reduce.ts";
import { RunIndex } from "../model/run-index.ts";
import { endOf, initialState, type State, shownRun } from "../model/state.ts";
import { neighbour } from "../model/times.ts";
import type { PlayOptions } from "../play-options.ts";
import { WhatIfRuns } from "../what-if-runs.ts";
import { passedLines } from "./passed-lines.ts";
import { plainCommands } from "./plain-commands.ts";
import { plainText } from "./plain-text.ts";

const greeting =
  "An empty line goes to the next row, space plays, j selects the next pod, enter tells about it, ? tells all, q quits.";

type Print = (lines: readonly string[]) => void;

/**
 * Plays a recording in lines: nothing is drawn, what somebody types is answered with what has changed. For screen
 * readers, and for terminals that can do no more. Gives the exit code.
 */
export async function playInLines(
  recording: Recording,
  options: PlayOptions,
  write: (text: string) => void,
): Promise<number> {
  const run = new RunIndex(recording);
  const runs = new WhatIfRuns(run, options.replay);
  const print: Print = (lines) => write(lines.map((line) => `${line}\n`).join(""));
  let state = initialState(run, { speed: options.speed, playing: false, columns: 80, rows: 24 });
  if (options.playing) {
    await play(state, print, never);
    return 0;
  }
  print([recording.steps[0]?.command ?? "", summary(run), greeting]);
  const reader = createInterface({ input: process.stdin });
  const lines = reader[Symbol.asyncIterator]();
  let next = lines.next();
  for (;;) {
    const { value: line, done } = await next;
    if (done) return 0;
    next = lines.next();
    const commands = plainCommands(line, state);
    if (commands.length === 0) print([`"${line.trim()}" is no key; ? tells all.`]);
    for (const command of commands) {
      const before = state;
      if (command.type === "quit") {
        reader.close();
        return command.exitCode;
      }
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
      if (state.playing) {
        state = await play(state, print, next);
        if (state.playing) {
          state = { ...state, playing: false };
          print([`Stopped at ${timeText(state.t)}.`]);
          // an empty line was meant to stop it, and no more
          const stopped = await next;
          if (!stopped.done && stopped.value.trim() === "") next = lines.next();
        }
      }
      // what is told needs neither closing nor scrolling
      state = { ...state, help: false, focus: state.focus === "details" ? "pods" : state.focus };
    }
  }
}

function summary({ recording, pods, end }: RunIndex): string {
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;
  const { hooks, findings } = recording;
  return `${count(pods.length, "pod")}, ${count(hooks.length, "hook")}, ${count(findings.length, "finding")}, ${roundTimeText(end)}.`;
}

/** Nobody types. */
const never = new Promise<IteratorResult<string>>(() => {});

/** Lets time go by, and tells each thing when it comes; until all is over, or a line is typed: then it still plays. */
async function play(start: State, print: Print, typed: Promise<IteratorResult<string>>): Promise<State> {
  // the end of what is typed stops nothing
  const line = typed.then(({ done }) => (done ? never : undefined));
  let state = start;
  for (;;) {
    const next = neighbour(shownRun(state).stopsOf("row"), state.t, 1) ?? endOf(state);
    const wait = ((next - state.t) / state.speed) * 1000;
    const timer = new AbortController();
    const isTime = await Promise.race([
      setTimeout(wait, true, timer).catch(() => false),
      line.then(() => false),
    ]);
    timer.abort();
    if (!isTime) return state;
    const before = state;
    state = { ...reduce(state, { type: "seek", t: next }), playing: true };
    if (state.t === before.t) return { ...state, playing: false };
    print(passedLines(before, state, false));
  }
}
