import { join, relative, sep } from "node:path";
import { helmRules } from "../helm/profiles/helm-rules.ts";
import { compareStrings } from "../util/compare-strings.ts";
import type { Touched } from "./changed-charts.ts";
import type { ChartRelease, ChartWords } from "./chart-runs.ts";
import type { ReviewSettings } from "./review-settings.ts";
import type { SideName } from "./side.ts";

/** The values files that chart-testing tries, or "" for the chart's own values where it has none. */
export function valuesOf({ path, change }: Touched, { base, head }: ReviewSettings): string[] {
  const folder = `${prefix(path)}ci/`;
  const files = [...(change === "deleted" ? base : head).files]
    .filter((file) => file.startsWith(folder) && /^[^/]*-values\.yaml$/.test(file.slice(folder.length)))
    .sort(compareStrings);
  return files.length === 0 ? [""] : files;
}

/** The release of a chart with one of its sets of values, as commands name it. */
export function releaseOf(
  { path, from, change }: Touched,
  chart: string,
  values: string,
  { root, directory, base, scenario, flags }: ReviewSettings,
): ChartRelease {
  const words = (folder: string, file: string): ChartWords => {
    const fromHere = (name: string): string =>
      relative(directory, join(root, name)).split(sep).join("/") || ".";
    return { chart: fromHere(folder), values: file === "" ? "" : fromHere(file) };
  };
  // a file of values that is new is tried with the old chart, too
  const old = prefix(from ?? path) + values.slice(prefix(path).length);
  const side: SideName = change === "added" ? "head" : "base";
  return {
    release: releaseName(chart),
    words: {
      base: words(from ?? path, values !== "" && base.files.has(old) ? old : values),
      head: words(path, values),
    },
    running: side,
    flags,
    rules: helmRules(scenario.helmVersion),
  };
}

const prefix = (folder: string): string => (folder === "." ? "" : `${folder}/`);

/** A release is called as its chart, as far as that is a name for a release. */
const releaseName = (chart: string): string =>
  chart
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 53) || "demo";
