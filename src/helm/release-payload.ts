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

/** Of a hook, only its last run and its delete policies ever change. */
type FixedHook = Omit<ReleaseHook, keyof HookState>;
type HookState = Pick<ReleaseHook, "deletePolicies" | "lastRun">;

/** What stays as it is whatever becomes of a release; a record is written anew for each of its hooks. */
interface LastingParts {
  readonly chart: StoredChart;
  readonly config: string;
  readonly manifests: readonly Manifest[];
  readonly manifestText: string;
  readonly hooks: readonly FixedHook[];
}

interface StoredRelease extends Omit<Release, keyof LastingParts>, LastingParts {
  /** in the order of the hooks */
  readonly hookStates: readonly HookState[];
}

/**
 * A release as base64 and back (Helm: of gzipped JSON). Of the chart, only what later commands read is kept: its metadata
 * and values, not its files. As in Helm, numbers in values become float64 on the way.
 */
export function encodeRelease({ chart, manifests, manifestText, hooks, ...rest }: Release): string {
  const { config: values, ...changing } = rest;
  const known = encoded.get(manifests);
  const config = known?.values === values ? known.config : valueToJson(values, { escapeHtml: false });
  const isKnown =
    known?.chart === chart &&
    known.config === config &&
    known.manifestText === manifestText &&
    sameHooks(known.hooks, hooks);
  const base64 = isKnown
    ? known.base64
    : encodeLasting({
        chart: storeChart(chart),
        config,
        manifests,
        manifestText,
        hooks: hooks.map(({ deletePolicies: _policies, lastRun: _run, ...fixed }) => fixed),
      });
  encoded.set(manifests, { chart, values, config, manifestText, hooks, base64 });
  const hookStates = hooks.map(({ deletePolicies, lastRun }) => ({ deletePolicies, lastRun }));
  return base64 + encodeJson(JSON.stringify({ ...changing, hookStates }).slice(1));
}

/** The base64 of the part that lasts, by the release's manifests, which runs with the same rendering share. */
const encoded = new WeakMap<
  readonly Manifest[],
  Pick<Release, "chart" | "manifestText" | "hooks"> & {
    readonly values: Release["config"];
    readonly config: string;
    readonly base64: string;
  }
>();

/** Whether hooks come from one rendering: then they share all that their manifests say. */
const sameHooks = (a: readonly ReleaseHook[], b: readonly ReleaseHook[]): boolean =>
  a.length === b.length && a.every(({ events }, i) => events === b[i]?.events);

/** The beginning of a JSON object, filled up to whole groups of base64 digits, so that more can follow. */
function encodeLasting(parts: LastingParts): string {
  const json = asciiJson(`${JSON.stringify(parts).slice(0, -1)},`);
  return btoa(json.padEnd(Math.ceil(json.length / 3) * 3));
}

export function decodeRelease(payload: string): Release {
  const { chart, config, hooks, hookStates, ...stored } = JSON.parse(atob(payload)) as StoredRelease;
  return {
    ...stored,
    chart: restoreChart(chart),
    config: restoreMap(config),
    hooks: hooks.flatMap((hook, i) => hookStates.slice(i, i + 1).map((state) => ({ ...hook, ...state }))),
  };
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
