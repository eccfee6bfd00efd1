import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Chart } from "../chart/chart.ts";
import { parseForDecode } from "../chart/decode.ts";
import { type LoadOptions, loadChart } from "../chart/load-chart.ts";
import type { ChartDependency } from "../chart/metadata.ts";
import { readArchive } from "../chart/read-archive.ts";
import { RenderError } from "../chart/render-error.ts";
import { inRange } from "../chart/version-range.ts";
import { compareStrings } from "../util/compare-strings.ts";

/** Where a chart is that may lack dependencies, and where they may be. */
export interface ChartInCommit {
  /** its folder, and what its commit is called */
  readonly path: string;
  readonly ref: string;
  /** its folder for a reader */
  readonly name: string;
  /** a text file of that commit, by its path */
  readonly textAt: (path: string) => string | undefined;
  /** the chart in a folder of that commit, if there is one */
  readonly chartAt: (path: string) => Chart | undefined;
  /** folders on the disk with packed charts */
  readonly folders: readonly string[];
  readonly options: LoadOptions;
}

/**
 * A chart with the dependencies that git does not have, as git often ignores packed ones: those of a folder beside it as the same
 * commit has them, all others from the disk, in the version that the commit's lock names (without a lock: one that Chart.yaml wants).
 *
 * @param onTaken is told of each archive from the disk
 * @throws RenderError for one that is nowhere
 */
export function withDependencies(chart: Chart, of: ChartInCommit, onTaken: (archive: string) => void): Chart {
  const { dependencies } = chart.metadata;
  const present = new Set(chart.dependencies.map(({ metadata }) => metadata.name));
  const missing = dependencies.filter(({ name }) => !present.has(name));
  if (missing.length === 0) return chart;
  const locked = lockedVersions(of);
  const found: Chart[] = [];
  for (const entry of missing) {
    const own = dependencies.filter(({ name }) => name === entry.name);
    const wanted = wantedVersion(entry, locked.get(entry.name)?.[own.indexOf(entry)], of.options);
    // aliases may share a chart
    if (found.some(({ metadata }) => metadata.name === entry.name && wanted.fits(metadata.version))) continue;
    const folder = /^file:\/\/(.+)$/.exec(entry.repository)?.[1];
    const beside = folder === undefined ? undefined : of.chartAt(resolve(of.path, folder));
    found.push(beside ?? fromDisk(entry.name, wanted, of, onTaken));
  }
  return { ...chart, dependencies: [...chart.dependencies, ...found] };
}

interface WantedVersion {
  readonly text: string;
  fits(version: string): boolean;
}

const wantedVersion = (
  { version }: ChartDependency,
  locked: string | undefined,
  { profile }: LoadOptions,
): WantedVersion =>
  locked === undefined
    ? { text: version, fits: (found) => inRange(found, version, profile.semver) }
    : { text: locked, fits: (found) => found === locked };

function fromDisk(
  name: string,
  wanted: WantedVersion,
  of: ChartInCommit,
  onTaken: (archive: string) => void,
): Chart {
  const others = new Set<string>();
  for (const archive of of.folders.flatMap((folder) => archivesIn(folder, name))) {
    const chart = loadChart(readArchive(readFileSync(archive), of.options.gunzip), of.options);
    if (chart.metadata.name !== name) continue;
    if (wanted.fits(chart.metadata.version)) {
      onTaken(archive);
      return chart;
    }
    others.add(chart.metadata.version);
  }
  const seen = others.size === 0 ? "" : ` The working tree has ${name} ${[...others].join(", ")}.`;
  throw new RenderError(
    "missing-dependencies",
    `${of.name} depends on ${name} ${wanted.text}, which git does not have at ${of.ref}.${seen}`,
    {
      file: "Chart.yaml",
      hint: `Fetch it in a checkout of its own (git worktree add --detach ../before ${of.ref}, and helm dependency build there). Then give seatrial review the folder that it is in with --dependencies, or another command that chart instead of the ref.`,
    },
  );
}

function archivesIn(folder: string, name: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.startsWith(`${name}-`) && file.endsWith(".tgz"))
      .sort(compareStrings)
      .map((file) => join(folder, file));
  } catch {
    return [];
  }
}

/** What `helm dependency update` chose for each entry, by name, in the order of Chart.yaml. */
function lockedVersions({ path, textAt }: ChartInCommit): Map<string, string[]> {
  const text = textAt(join(path, "Chart.lock")) ?? textAt(join(path, "requirements.lock")) ?? "";
  const lock = parseForDecode(text) as { readonly dependencies?: unknown } | null;
  const entries: readonly unknown[] = Array.isArray(lock?.dependencies) ? lock.dependencies : [];
  const versions = new Map<string, string[]>();
  for (const entry of entries) {
    const { name, version } = (entry ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof name !== "string" || typeof version !== "string") continue;
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  return versions;
}
