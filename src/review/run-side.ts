import type { Adapters } from "../adapters.ts";
import { type InspectOptions, inspect } from "../findings/inspect.ts";
import type { Recording } from "../recording/recording.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { SimulationError } from "../sim/simulation-error.ts";
import { simulate } from "../simulate.ts";
import { SeatrialError } from "../util/errors.ts";

/** What came of a run: a recording, or why there is none. */
export interface SideRun {
  readonly recording: Recording | undefined;
  readonly error: SeatrialError | undefined;
}

export const noRun: SideRun = { recording: undefined, error: undefined };

export interface RunSideOptions extends InspectOptions {
  /** whether findings are looked for; default: yes */
  readonly findings?: boolean;
}

/** Runs one side of a review. A chart that cannot be loaded or rendered is an error, and no recording. */
export function runSide(
  scenario: Scenario,
  adapters: Adapters,
  { findings = true, ...options }: RunSideOptions,
): SideRun {
  const errors: SeatrialError[] = [];
  try {
    const recording = (findings ? inspect : simulate)(scenario, adapters, {
      ...options,
      onChartError: (error) => errors.push(error),
    });
    const [error] = errors;
    return error === undefined ? { recording, error } : { recording: undefined, error };
  } catch (error) {
    if (error instanceof SeatrialError) return { recording: undefined, error };
    if (!(error instanceof SimulationError)) throw error;
    const asInput = new SeatrialError("simulation-bound", error.message, { hint: error.hint, cause: error });
    return { recording: undefined, error: asInput };
  }
}
