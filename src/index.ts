/**
 * The library: what the command does, as functions.
 *
 * ```ts
 * const recording = simulate(await readScenario("scenario.yaml"));
 * const trace = recording.watch.pods.map(({ line }) => line);
 * ```
 */
export { readScenario } from "./node/read-scenario.ts";
export { type RenderTemplatesOptions, renderTemplates } from "./node/render-templates.ts";
export { simulateScenario as simulate } from "./node/simulate-scenario.ts";
export { deserializeRecording } from "./recording/deserialize.ts";
export type * from "./recording/recording.ts";
export { recordingJsonSchema } from "./recording/recording-shape.ts";
export { serializeRecording } from "./recording/serialize.ts";
export type { Scenario } from "./scenario/scenario.ts";
export { scenarioJsonSchema } from "./scenario/scenario-json-schema.ts";
export { ScenarioError } from "./scenario/source/scenario-error.ts";
export { SimulationError } from "./sim/simulation-error.ts";
export type { SimulateOptions } from "./simulate.ts";
export { SeatrialError } from "./util/errors.ts";
