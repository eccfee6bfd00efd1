import { GoMap } from "../gotemplate/value.ts";
import { bytesToString } from "../util/byte-string.ts";
import type { Chart, ChartFile } from "./chart.ts";
import { decode, listOf, optional, parseForDecode, stringField, struct } from "./decode.ts";
import { type Log, logLine } from "./log-line.ts";
import { decodeMetadata, dependencyDecoder, validateMetadata } from "./metadata.ts";
import { type Gunzip, readArchive } from "./read-archive.ts";
import { readChartValues } from "./read-values.ts";
import { helmError, RenderError } from "./render-error.ts";
import type { RenderProfile } from "./render-profile.ts";

export interface LoadOptions {
  readonly profile: RenderProfile;
  readonly log: Log;
  readonly gunzip: Gunzip;
}

/** The files of a chart, sorted by what they mean. */
interface Parts {
  /** Chart.yaml as parsed, with what requirements.yaml lays over it. */
  metadata: Record<string, unknown> | undefined;
  values: GoMap;
  schema: Uint8Array | undefined;
  readonly templates: ChartFile[];
  readonly files: ChartFile[];
  /** By the first part of their path below charts/. */
  readonly subcharts: Map<string, ChartFile[]>;
}

/**
 * Makes a chart of its files, subcharts in charts/ included (pkg/chart/loader/load.go). Throws an Error, most
 * often a RenderError, with Helm's words.
 */
export function loadChart(files: readonly ChartFile[], options: LoadOptions): Chart {
  const parts: Parts = {
    metadata: undefined,
    values: new GoMap(),
    schema: undefined,
    templates: [],
    files: [],
    subcharts: new Map(),
  };
  for (const file of files)
    if (file.name === "Chart.yaml") parts.metadata = readMetadata(file, options.profile);
  for (const file of files) sortFile(file, parts, options);
  if (parts.metadata === undefined) throw new Error("Chart.yaml file is missing");
  const { major } = options.profile;
  const raw = decodeMetadata(parts.metadata, major);
  // Charts of Helm 2 did not name an API version.
  const metadata = validateMetadata({ ...raw, apiVersion: raw.apiVersion || "v1" }, major);
  const { values, schema, templates } = parts;
  const dependencies = loadSubcharts(metadata.name, parts.subcharts, options);
  return { metadata, templates, files: parts.files, values, schema, dependencies };
}

function readMetadata(file: ChartFile, profile: RenderProfile): Record<string, unknown> {
  return named(file.name, () => {
    const content = parseForDecode(bytesToString(file.data));
    if (profile.major === 4) decode(chartBase, content);
    decodeMetadata(content, profile.major);
    return { ...(content as object | null) };
  });
}

/** Helm 4 reads the API version alone first, to pick a loader. */
const chartBase = struct<{ apiVersion: string }>("loader.chartBase", "chartBase", {
  apiVersion: { json: "apiVersion", decoder: stringField },
});

function sortFile(file: ChartFile, parts: Parts, options: LoadOptions): void {
  const { name, data } = file;
  const { profile } = options;
  if (name === "Chart.yaml") return;
  if (name === "Chart.lock") checkLock(file, profile);
  else if (name === "values.yaml")
    parts.values = named(name, () => readChartValues(bytesToString(data), profile.major));
  else if (name === "values.schema.json") parts.schema = data;
  else if (name === "requirements.yaml" || name === "requirements.lock")
    readRequirements(file, parts, options);
  else if (name.startsWith("templates/")) parts.templates.push(file);
  else if (name.startsWith("charts/") && !name.endsWith(".prov")) {
    const below = name.slice("charts/".length);
    const subchart = below.split("/", 1)[0] ?? below;
    const siblings = parts.subcharts.get(subchart) ?? [];
    parts.subcharts.set(subchart, [...siblings, { name: below, data }]);
  } else parts.files.push(file);
}

/** The files that apiVersion v1 kept its dependencies in; v2 charts get a warning, but they count there too. */
function readRequirements(file: ChartFile, parts: Parts, { profile, log }: LoadOptions): void {
  const isV1 = (parts.metadata?.apiVersion || "v1") === "v1";
  if (file.name === "requirements.yaml") {
    if (!isV1)
      log(
        logLine(profile, "load.go:120", movedTo("Dependencies are", "migrating dependencies to Chart.yaml")),
      );
    const content = named(file.name, () => {
      const parsed = parseForDecode(bytesToString(file.data));
      decodeMetadata(parsed, profile.major);
      return parsed;
    });
    parts.metadata = { ...parts.metadata, ...(content as object | null) };
  } else {
    checkLock(file, profile);
    if (!isV1)
      log(logLine(profile, "load.go:138", movedTo("Dependency locking is", "migrating to Chart.lock")));
  }
  if (isV1) parts.files.push(file);
}

function movedTo(what: string, advice: string): string {
  const file = advice.slice(advice.lastIndexOf(" ") + 1);
  return `Warning: ${what} handled in ${file} since apiVersion "v2". We recommend ${advice}.`;
}

function checkLock(file: ChartFile, profile: RenderProfile): void {
  const pkg = profile.major === 3 ? "chart" : "v2";
  const lock = struct<{ digest: string; dependencies: readonly unknown[] }>(`${pkg}.Lock`, "Lock", {
    digest: { json: "digest", decoder: stringField },
    dependencies: { json: "dependencies", decoder: listOf(optional(dependencyDecoder(pkg))) },
  });
  named(file.name, () => decode(lock, parseForDecode(bytesToString(file.data))));
}

function loadSubcharts(parent: string, folders: Parts["subcharts"], options: LoadOptions): Chart[] {
  return [...folders].flatMap(([folder, files]) => {
    if (folder.startsWith("_") || folder.startsWith(".")) return [];
    if (folder.endsWith(".tgz")) checkArchive(parent, folder, files);
    const load = () => {
      const archive = folder.endsWith(".tgz") ? files[0] : undefined;
      return loadChart(archive ? readArchive(archive.data, options.gunzip) : chartFolder(files), options);
    };
    return [inSubchart(parent, folder, load)];
  });
}

function checkArchive(parent: string, name: string, files: readonly ChartFile[]): void {
  const found = files[0]?.name ?? "";
  if (found !== name)
    throw new Error(`error unpacking subchart tar in ${parent}: expected ${name}, got ${found}`);
}

/** What lies in a subchart's folder; a plain file beside it makes a chart without Chart.yaml. */
function chartFolder(files: readonly ChartFile[]): ChartFile[] {
  return files.flatMap(({ name, data }) => {
    const slash = name.indexOf("/");
    return slash < 0 ? [] : [{ name: name.slice(slash + 1), data }];
  });
}

const named = <T>(file: string, read: () => T): T =>
  helmError("chart-invalid", `cannot load ${file}: `, { file }, read);

/** Tells errors of a subchart as its parent's, their files by their path from there. */
function inSubchart<T>(parent: string, folder: string, load: () => T): T {
  const prefix = `error unpacking subchart ${folder} in ${parent}: `;
  try {
    return load();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { place, code } = error instanceof RenderError ? error : { place: {}, code: "chart-invalid" };
    const file = ["charts", folder, place.file].filter((part) => part !== undefined).join("/");
    throw new RenderError(code, prefix + error.message, { ...place, file, cause: error });
  }
}
