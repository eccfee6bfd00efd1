import type { Chart } from "../chart/chart.ts";
import type { ChartMetadata } from "../chart/metadata.ts";
import type { Manifest } from "../chart/rendered-chart.ts";
import { GoMap } from "../gotemplate/value.ts";
import { jsonToValue } from "../goyaml/json-decode.ts";
import { valueToJson } from "../goyaml/json-encode.ts";
import { asciiJson, encodeJson } from "./base64-json.ts";
import type { Release, ReleaseHook } from "./release.ts";

interface StoredChart {
  readonly metadata: Omit<ChartMetadata, "annotations"> & { readonly annotations: [string, string][] };
  /** JSON text, so that numbers come back as encoding/json gives them: as float64 */
  readonly values: string;
  readonly dependencies: readonly StoredChart[];
}

/** What stays as it is whatever becomes of a release; a record is written anew for each of its hooks. */
interface LastingParts {
  readonly chart: StoredChart;
  readonly config: string;
  readonly manifests: readonly Manifest[];
  readonly manifestText: string;
}

interface StoredRelease extends Omit<Release, keyof LastingParts>, LastingParts {
  readonly hooks: readonly ReleaseHook[];
}

/**
 * A release as base64 and back (Helm: of gzipped JSON). Of the chart, only what later commands read is kept: its metadata
 * and values, not its files. As in Helm, numbers in values become float64 on the way.
 */
export function encodeRelease({ chart, manifests, manifestText, ...rest }: Release): string {
  const { config: values, hooks, ...changing } = rest;
  const known = encoded.get(manifests);
  const config = known?.values === values ? known.config : valueToJson(values, { escapeHtml: false });
  const lasting =
    known?.chart === chart && known.config === config && known.manifestText === manifestText
      ? known.base64
      : encodeLasting({ chart: storeChart(chart), config, manifests, manifestText });
  encoded.set(manifests, { chart, values, config, manifestText, base64: lasting });
  const others = JSON.stringify(changing).slice(1, -1);
  return lasting + encodeJson(`${others},"hooks":[${hooks.map(hookJson).join(",")}]}`);
}

/** A hook as JSON; only its last run and its delete policies ever change. */
function hookJson(hook: ReleaseHook): string {
  const { lastRun, deletePolicies, ...fixed } = hook;
  const known = fixedJson.get(hook) ?? JSON.stringify(fixed).slice(0, -1);
  fixedJson.set(hook, known);
  return `${known},"deletePolicies":${JSON.stringify(deletePolicies)},"lastRun":${JSON.stringify(lastRun)}}`;
}

const fixedJson = new WeakMap<ReleaseHook, string>();

/** The base64 of the part that lasts, by the release's manifests, which runs with the same rendering share. */
const encoded = new WeakMap<
  readonly Manifest[],
  Pick<Release, "chart" | "manifestText"> & {
    readonly values: Release["config"];
    readonly config: string;
    readonly base64: string;
  }
>();

/** The beginning of a JSON object, filled up to whole groups of base64 digits, so that more can follow. */
function encodeLasting(parts: LastingParts): string {
  const json = asciiJson(`${JSON.stringify(parts).slice(0, -1)},`);
  return btoa(json.padEnd(Math.ceil(json.length / 3) * 3));
}

export function decodeRelease(payload: string): Release {
  const stored = JSON.parse(atob(payload)) as StoredRelease;
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
