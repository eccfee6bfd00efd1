import { join, relative, resolve } from "node:path";
import type { Adapters } from "../adapters.ts";
import type { Chart, ChartFile } from "../chart/chart.ts";
import { parseHelmignore } from "../chart/helmignore.ts";
import { type LoadOptions, loadChart } from "../chart/load-chart.ts";
import { readArchive, withoutBom } from "../chart/read-archive.ts";
import { helmError, RenderError } from "../chart/render-error.ts";
import { type RenderProfile, renderProfile } from "../chart/render-profile.ts";
import type { TarEntry } from "../chart/tar.ts";
import { userValues } from "../chart/user-values.ts";
import { bytesToString } from "../util/byte-string.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { chartSource } from "./chart-source.ts";
import type { GitTree } from "./git-tree.ts";
import { gunzip } from "./gunzip.ts";
import { type ChartInCommit, withDependencies } from "./lacking-dependencies.ts";
import { readValuesFile } from "./read-values-file.ts";

export interface GitAdaptersOptions {
  /** reads a file of values that the commit lacks, since values are often kept apart from charts; default: from the disk */
  readonly readElsewhere?: (path: string, directory: string) => string;
  /** folders on the disk where packed dependencies are that the commit lacks; the chart's own charts/ is always one */
  readonly dependencies?: readonly string[];
  /** is told of each archive that a chart takes from there */
  readonly onDependency?: (chart: string, archive: string) => void;
}

/** The world as a commit has it: charts come from there, and so do manifests and files of values. */
export const gitAdapters = (
  tree: GitTree,
  { readElsewhere = readValuesFile, ...options }: GitAdaptersOptions = {},
): Adapters => ({
  manifestSource: (directory) => ({
    readFile: (path) => textAt(tree, resolve(directory, path)),
    readFolder: (path) => tree.names(resolve(directory, path)),
  }),
  chartSource(source) {
    const profile = renderProfile(source.helmVersion);
    const { directory } = source;
    return {
      ...chartSource(source),
      loadChart: (path) => chartAt(tree, path, directory, profile, options),
      userValues: (flags) =>
        userValues(
          flags,
          (path) => {
            const data = tree.file(resolve(directory, path));
            return data === undefined ? readElsewhere(path, directory) : bytesToString(data);
          },
          profile,
        ),
    };
  },
});

/** A text file, or undefined where the commit has none at that path. */
export function textAt(tree: GitTree, path: string): string | undefined {
  const data = tree.file(path);
  return data === undefined ? undefined : new TextDecoder().decode(data);
}

function chartAt(
  tree: GitTree,
  name: string,
  directory: string,
  profile: RenderProfile,
  options: Pick<GitAdaptersOptions, "dependencies" | "onDependency">,
  within: readonly string[] = [],
): Chart {
  const path = resolve(directory, name);
  const entries = tree.folder(path);
  const archive = entries === undefined ? tree.file(path) : undefined;
  if (entries === undefined && archive === undefined)
    throw new RenderError("chart-not-found", `There is no chart ${name} at ${tree.ref}.`, {
      hint: "If the chart was elsewhere then, say where with --from.",
    });
  const loading: LoadOptions = { profile, log: () => {}, gunzip };
  return helmError("chart-invalid", "", {}, () => {
    if (entries === undefined) return loadChart(readArchive(archive ?? new Uint8Array(), gunzip), loading);
    const of: ChartInCommit = {
      path,
      name: relative(tree.root, path) || name,
      ref: tree.ref,
      textAt: (file) => textAt(tree, file),
      chartAt: (folder) =>
        within.includes(folder) || tree.folder(folder) === undefined
          ? undefined
          : chartAt(tree, folder, directory, profile, options, [...within, path]),
      folders: [join(path, "charts"), ...(options.dependencies ?? [])],
      options: loading,
    };
    return withDependencies(loadChart(chartFiles(entries), loading), of, (file) =>
      options.onDependency?.(within[0] ?? path, file),
    );
  });
}

/** The files of a chart's folder that .helmignore leaves. */
function chartFiles(entries: readonly TarEntry[]): ChartFile[] {
  const ignoreFile = entries.find(({ name, type }) => name === ".helmignore" && type === "0");
  const ignored = parseHelmignore(ignoreFile === undefined ? "" : bytesToString(ignoreFile.data));
  const isLeft = (name: string): boolean => {
    const parts = name.split("/");
    return parts.every((_, i) => !ignored(parts.slice(0, i + 1).join("/"), i < parts.length - 1));
  };
  const files = entries.filter(({ name, type }) => type !== "5" && !name.endsWith("/") && isLeft(name));
  const link = files.find(({ type }) => type === "2");
  if (link !== undefined)
    throw new Error(`${link.name} is a symbolic link, which is not followed inside a commit`);
  return files
    .map(({ name, data }) => ({ name, data: withoutBom(data) }))
    .sort((a, b) => compareStrings(walkOrder(a), walkOrder(b)));
}

/** What sorts as a walk through the folders goes: `a/x` comes before `a.b/x`. */
const walkOrder = ({ name }: ChartFile): string => name.replaceAll("/", "\0");
