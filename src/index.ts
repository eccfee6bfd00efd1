/**
 * The library: what the command does, as functions.
 *
 * ```ts
 * import { checkExpectations, printWatch, readScenario, simulate, snapshotText } from "seatrial";
 *
 * const scenario = await readScenario("scenarios/hook-weights/scenario.yaml");
 * const recording = simulate(scenario);
 * const rows = printWatch(recording, "Pod").map(({ line }) => line);
 * const failed = checkExpectations(scenario.expect, recording);
 * const order = snapshotText(recording, { level: "order" });
 * ```
 */
export { checkExpectations, type FailedExpectation } from "./expectations/check-expectations.ts";
export type { InspectOptions } from "./findings/inspect.ts";
export type { TableOptions } from "./kubectl/table-printer.ts";
export type { Renderer } from "./node/chart-source.ts";
export { readScenario } from "./node/read-scenario.ts";
export { type RenderTemplatesOptions, renderTemplates } from "./node/render-templates.ts";
export { simulateScenario as simulate } from "./node/simulate-scenario.ts";
export { deserializeRecording } from "./recording/deserialize.ts";
export type { Finding, Severity } from "./recording/finding.ts";
export { printEvents } from "./recording/print-events.ts";
export { type PrintWatchOptions, printWatch } from "./recording/print-watch.ts";
export type {
  Ending,
  ObjectName,
  RecordedBehaviour,
  RecordedEvent,
  RecordedHook,
  RecordedLine,
  RecordedPhase,
  RecordedStep,
  RecordedWrite,
  Recording,
  StoredWrite,
  WatchedKind,
} from "./recording/recording.ts";
export { recordingJsonSchema } from "./recording/recording-shape.ts";
export { serializeRecording } from "./recording/serialize.ts";
export type { CourseOptions } from "./run-course.ts";
export { loadScenario, type ScenarioSource } from "./scenario/load-scenario.ts";
export type { Expectation, Scenario } from "./scenario/scenario.ts";
export { scenarioJsonSchema } from "./scenario/scenario-json-schema.ts";
export { ScenarioError } from "./scenario/source/scenario-error.ts";
export { SimulationError } from "./sim/simulation-error.ts";
export type { SimulateOptions } from "./simulate.ts";
export { type SnapshotLevel, type SnapshotOptions, snapshotText } from "./snapshot/snapshot-text.ts";
export { type Place, SeatrialError } from "./util/errors.ts";
