import type { Chart } from "../chart/chart.ts";
import type { ChartMetadata } from "../chart/metadata.ts";
import type { Manifest } from "../chart/rendered-chart.ts";
import { GoMap } from "../gotemplate/value.ts";
import { jsonToValue } from "../goyaml/json-decode.ts";
import { valueToJson } from "../goyaml/json-encode.ts";
import type { Release, ReleaseHook } from "./release.ts";

interface StoredChart {
  readonly metadata: Omit<ChartMetadata, "annotations"> & { readonly annotations: [string, string][] };
  /** JSON text, so that numbers come back as encoding/json gives them: as float64 */
  readonly values: string;
  readonly dependencies: readonly StoredChart[];
}

interface StoredRelease extends Omit<Release, "chart" | "config" | "manifests" | "hooks"> {
  readonly chart: StoredChart;
  readonly config: string;
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly ReleaseHook[];
}

/**
 * A release as text and back (Helm: gzipped JSON). Of the chart, only what later commands read is kept: its metadata
 * and values, not its files. As in Helm, numbers in values become float64 on the way.
 */
export function encodeRelease(release: Release): string {
  const stored: StoredRelease = {
    ...release,
    chart: storeChart(release.chart),
    config: valueToJson(release.config, { escapeHtml: false }),
  };
  return JSON.stringify(stored);
}

export function decodeRelease(payload: string): Release {
  const stored = JSON.parse(payload) as StoredRelease;
  return { ...stored, chart: restoreChart(stored.chart), config: restoreMap(stored.config) };
}

const storeChart = (chart: Chart): StoredChart => ({
  metadata: {
    ...chart.metadata,
    annotations: [...chart.metadata.annotations],
    dependencies: chart.metadata.dependencies.map((each) => ({ ...each, importValues: [] })),
  },
  values: valueToJson(chart.values, { escapeHtml: false }),
  dependencies: chart.dependencies.map(storeChart),
});

const restoreChart = (chart: StoredChart): Chart => ({
  metadata: { ...chart.metadata, annotations: new Map(chart.metadata.annotations) },
  values: restoreMap(chart.values),
  dependencies: chart.dependencies.map(restoreChart),
  templates: [],
  files: [],
  schema: undefined,
});

/** An empty map is left out of Helm's JSON, so it comes back as a nil one, which prints as null. */
function restoreMap(json: string): GoMap {
  const value = jsonToValue(json);
  return value instanceof GoMap && value.size > 0 ? value : new GoMap([], undefined, true);
}
