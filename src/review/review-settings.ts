import type { FlagValues } from "../helm/flags/flag-values.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { ReviewSide } from "./side.ts";

/** How everything in a review is run. */
export interface ReviewSettings {
  /** the repository's folder */
  readonly root: string;
  /** the folder in it from which commands are given: paths of flags start there */
  readonly directory: string;
  readonly base: ReviewSide;
  readonly head: ReviewSide;
  /** the cluster, and how images and containers behave; its steps do not count */
  readonly scenario: Scenario;
  /** the Helm of the base, undefined: that of the scenario */
  readonly baseHelmVersion: string | undefined;
  readonly namespace: string;
  /** what is said of every install and upgrade */
  readonly flags: FlagValues;
}
