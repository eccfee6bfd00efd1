import { readScenario } from "../node/read-scenario.ts";
import { simulateScenario } from "../node/simulate-scenario.ts";
import type { Recording } from "../recording/recording.ts";
import type { Action } from "./model/action.ts";
import { reduce } from "./model/reduce.ts";
import { RunIndex } from "./model/run-index.ts";
import { initialState, type State } from "./model/state.ts";

/** The recording of a scenario of this repository. */
export async function sampleRecording(name: string): Promise<Recording> {
  return simulateScenario(await readScenario(`scenarios/${name}/scenario.yaml`), { trials: false });
}

/** Three hooks, of which the second one fails. */
export const sampleRun = async (): Promise<RunIndex> => new RunIndex(await sampleRecording("hook-fails"));

export const startOf = (run: RunIndex, columns = 80, rows = 24): State =>
  initialState(run, { speed: 1, playing: false, columns, rows });

/** The state after some actions. */
export const acted = (state: State, ...actions: readonly Action[]): State => actions.reduce(reduce, state);
