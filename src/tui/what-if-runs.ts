import { SeatrialError } from "../util/errors.ts";
import type { Action } from "./model/action.ts";
import { partingOf } from "./model/parting.ts";
import { RunIndex } from "./model/run-index.ts";
import { type Change, fileName, withChange } from "./model/what-if.ts";
import type { Replay } from "./replay.ts";

/** Makes the run again with what somebody asks for; one question builds on the other. */
export class WhatIfRuns {
  private changes: readonly Change[] = [];
  private text: string | undefined;

  constructor(
    private readonly run: RunIndex,
    private readonly replay: Replay | undefined,
  ) {}

  async ask(change: Change): Promise<Action> {
    const { replay } = this;
    if (replay === undefined)
      return say("A saved recording cannot be run again. Play the command or the scenario itself.");
    try {
      const text = await withChange(this.text ?? replay.text, change);
      const recording = await replay.simulate(text);
      const parting = partingOf(this.run.recording, recording);
      const changes = [...this.changes, change];
      if (parting !== undefined) {
        this.text = text;
        this.changes = changes;
      }
      return { type: "compare", whatIf: { run: new RunIndex(recording), changes, parting } };
    } catch (error) {
      return say(`It cannot be run: ${messageOf(error)}`);
    }
  }

  /** Writes the scenario with all changes; tells what became of it. */
  async save(): Promise<string> {
    const { replay, text } = this;
    if (replay === undefined || text === undefined) return "There is nothing to save; x asks what if.";
    try {
      return await replay.save(fileName(this.changes), text);
    } catch (error) {
      return `It cannot be saved: ${messageOf(error)}`;
    }
  }

  forget(): void {
    this.changes = [];
    this.text = undefined;
  }
}

const say = (message: string): Action => ({ type: "say", message });

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) throw error;
  const [first = ""] = error.message.split("\n");
  return error instanceof SeatrialError && error.hint !== undefined ? `${first} ${error.hint}` : first;
};
