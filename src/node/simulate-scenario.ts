import { type InspectOptions, inspect } from "../findings/inspect.ts";
import type { Recording } from "../recording/recording.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Renderer } from "./chart-source.ts";
import { adaptersRenderedBy } from "./node-adapters.ts";
import { reusingAdapters } from "./reusing-adapters.ts";

/**
 * Runs a scenario with charts and manifests from the disk, and finds what bites in it.
 * @throws SeatrialError for a version that is unknown; SimulationError when a run reaches a bound
 */
export const simulateScenario = (
  scenario: Scenario,
  options?: InspectOptions,
  renderer: Renderer = "seatrial",
): Recording => inspect(scenario, reusingAdapters(adaptersRenderedBy(renderer)), options);
