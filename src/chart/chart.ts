import type { GoMap } from "../gotemplate/value.ts";
import type { ChartMetadata } from "./metadata.ts";

/** A file of a chart; `name` is its path from the chart's own folder, with `/`. */
export interface ChartFile {
  readonly name: string;
  readonly data: Uint8Array;
}

/**
 * A chart as loaded (Helm's chart.Chart). `templates` are the files below templates/, `files` everything that has no
 * meaning of its own (crds/, README.md, what `.Files` serves), both in load order. Processing dependencies gives a new
 * Chart with other `values` and `dependencies`; the files are shared.
 */
export interface Chart {
  readonly metadata: ChartMetadata;
  readonly templates: readonly ChartFile[];
  readonly files: readonly ChartFile[];
  readonly values: GoMap;
  readonly schema: Uint8Array | undefined;
  readonly dependencies: readonly Chart[];
}

/** A chart with its dependencies as it renders them. */
export interface ProcessedChart extends Chart {
  /** Before the names of its templates: `demo/charts/sub`. */
  readonly path: string;
  readonly dependencies: readonly ProcessedChart[];
}

/** Library charts lend their partials only; Helm compares without regard to case. */
export const isLibrary = (chart: Chart): boolean => chart.metadata.type.toLowerCase() === "library";
