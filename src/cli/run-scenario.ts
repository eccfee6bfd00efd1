import type { InspectOptions } from "../findings/inspect.ts";
import type { Renderer } from "../node/chart-source.ts";
import { simulateScenario } from "../node/simulate-scenario.ts";
import type { RecordedLine, Recording, WatchedKind } from "../recording/recording.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { SimulateOptions } from "../simulate.ts";
import type { SeatrialError } from "../util/errors.ts";
import { exitCode } from "./exit-code.ts";
import type { FindingPolicy } from "./finding-flags.ts";
import { optimizeFor } from "./launch/optimize-for.ts";
import { placeAndHint } from "./print-error.ts";
import { isLive, type RunView } from "./run-view.ts";
import { print, tell } from "./streams.ts";
import { assumedText, idleText, skippedText, stepText, WatchOutput } from "./watch-output.ts";

/** A run, and the exit code that it comes to. */
export interface ScenarioRun {
  readonly recording: Recording;
  readonly exitCode: number;
}

/** From so many nodes on, a run is expected to take seconds. */
const largeCluster = 50;

/** Simulates a scenario; rows go to standard output, what its commands printed to standard error. */
export function runScenario(
  scenario: Scenario,
  options: Pick<SimulateOptions, "namespace" | "settle" | "before">,
  view: RunView,
  policy: FindingPolicy,
  renderer: Renderer,
): ScenarioRun {
  const watch = new WatchOutput(view.timestamps, print);
  const chartErrors: SeatrialError[] = [];
  const assumed: string[] = [];
  const idle: string[] = [];
  let skipped = false;
  const onLine = (kind: WatchedKind, line: RecordedLine): void => {
    if (kind === "pods") watch.line(line);
  };
  if (scenario.nodes.length >= largeCluster) optimizeFor("a large cluster");
  try {
    const inspection: InspectOptions = {
      ...options,
      trials: policy.thorough || view.format === "json",
      onTrialSkipped: () => {
        skipped = true;
      },
      onChartError: (error) => chartErrors.push(error),
      onAssumed: ({ kind, namespace, name }) => assumed.push(`${kind} ${namespace}/${name}`),
      onIdleFault: ({ fault, why }) => idle.push(idleText(fault, why)),
      ...(isLive(view) ? { onLine } : {}),
    };
    const recording = simulateScenario(scenario, inspection, renderer);
    watch.flush();
    if (view.format !== "json") tell(recording.steps.map(stepText).join(""));
    tell(chartErrors.map(placeAndHint).join(""));
    tell(assumedText(assumed) + idle.join(""));
    const bitten = policy.tell(recording.findings);
    if (skipped) tell(skippedText);
    const failed = bitten || recording.steps.some((step) => step.exitCode !== 0);
    return {
      recording,
      exitCode: failed ? (chartErrors.length > 0 ? exitCode.usage : exitCode.failed) : exitCode.ok,
    };
  } finally {
    watch.flush();
    // code that is compiled by now is kept for a program that begins like this one
    optimizeFor("one run");
  }
}
