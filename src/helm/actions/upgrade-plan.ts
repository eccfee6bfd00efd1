import type { Chart } from "../../chart/chart.ts";
import type { GoMap } from "../../gotemplate/value.ts";
import type { ApplyMethod, Release } from "../release.ts";
import type { Resource } from "../resource.ts";
import type { DryRun } from "./dry-run.ts";
import type { ReuseValues } from "./upgrade-values.ts";
import type { WaitOptions } from "./wait-options.ts";

export interface UpgradeOptions {
  readonly name: string;
  readonly chart: Chart;
  readonly values: GoMap;
  readonly reuse: ReuseValues;
  readonly dryRun: DryRun;
  readonly wait: WaitOptions;
  /** roll back on failure */
  readonly undo: boolean;
  readonly hooks: boolean;
  readonly cleanUp: boolean;
  readonly recreatePods: boolean;
  readonly takeOwnership: boolean;
  readonly forceReplace: boolean;
  readonly forceConflicts: boolean;
  readonly validate: boolean;
  /** `--server-side`: true, false or auto */
  readonly serverSide: string;
  readonly description: string;
  /** "null" removes one */
  readonly labels: ReadonlyMap<string, string>;
  readonly maxHistory: number;
  readonly hideSecrets: boolean;
  readonly subchartNotes: boolean;
  readonly skipSchemaValidation: boolean;
}

/** What an upgrade works on. */
export interface UpgradePlan {
  /** the revision it starts from */
  readonly current: Release;
  readonly release: Release;
  /** the objects of the current manifest, and those it adopts */
  readonly original: readonly Resource[];
  readonly target: readonly Resource[];
  readonly method: ApplyMethod;
  /** objects that the update created, for `--cleanup-on-fail` */
  created: readonly Resource[];
}
