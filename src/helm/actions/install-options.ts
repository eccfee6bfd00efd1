import type { Chart } from "../../chart/chart.ts";
import type { GoMap } from "../../gotemplate/value.ts";
import type { ApplyMethod } from "../release.ts";
import type { DryRun } from "./dry-run.ts";
import type { WaitOptions } from "./wait-options.ts";

export interface InstallOptions {
  readonly name: string;
  readonly chart: Chart;
  readonly values: GoMap;
  readonly dryRun: DryRun;
  readonly wait: WaitOptions;
  /** uninstall again on failure */
  readonly undo: boolean;
  readonly hooks: boolean;
  readonly skipCrds: boolean;
  readonly createNamespace: boolean;
  readonly replace: boolean;
  readonly takeOwnership: boolean;
  readonly forceReplace: boolean;
  readonly forceConflicts: boolean;
  readonly validate: boolean;
  readonly applyMethod: ApplyMethod;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly hideSecrets: boolean;
  readonly subchartNotes: boolean;
  readonly skipSchemaValidation: boolean;
}
