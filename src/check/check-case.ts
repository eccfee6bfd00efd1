import type { Scenario } from "../scenario/scenario.ts";

/** One run of one scenario: with one combination of its matrix. */
export interface CheckCase {
  readonly id: string;
  readonly file: string;
  readonly snapshotFile: string;
  readonly scenario: Scenario;
}
