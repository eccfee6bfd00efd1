import { nodeAdapters } from "../node/adapters.ts";
import type { Recording } from "../recording/recording.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type SimulateOptions, simulate } from "../simulate.ts";
import { stepText, WatchOutput } from "./watch-output.ts";

/** How a simulated run is shown while it happens: its pods' rows, or nothing. */
export interface Show {
  readonly rows: boolean;
  readonly timestamps: boolean;
}

/** Simulates a scenario; rows go to standard output, what its commands printed to standard error. */
export function runScenario(
  scenario: Scenario,
  options: Pick<SimulateOptions, "namespace" | "settle">,
  show: Show,
): Recording {
  const watch = new WatchOutput(show.timestamps, (text) => process.stdout.write(text));
  try {
    return simulate(scenario, nodeAdapters, {
      ...options,
      onLine: (kind, line) => {
        if (show.rows && kind === "pods") watch.line(line);
      },
    });
  } finally {
    watch.flush();
  }
}

/** Tells of each step, and gives whether all of them succeeded. */
export function reportSteps({ steps }: Recording): boolean {
  process.stderr.write(steps.map(stepText).join(""));
  return steps.every((step) => step.exitCode === 0);
}
