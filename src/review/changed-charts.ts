import { compareStrings } from "../util/compare-strings.ts";
import type { Subject } from "./review-result.ts";

/** A chart or scenario that a change touches; paths start at the root of the repository. */
export type Touched = Pick<Subject, "kind" | "path" | "from" | "change" | "files">;

export interface FileLists {
  readonly base: ReadonlySet<string>;
  readonly head: ReadonlySet<string>;
  /** what is different between them */
  readonly changed: readonly string[];
}

/**
 * The charts that have to be looked at: those with a changed file in their folder, which takes in their subcharts and
 * values, and those that use a changed file. A chart in another one's `charts/` belongs to that one.
 *
 * @param usesOf what a chart of the head uses outside its folder: paths of files and folders
 * @param all whether every chart is affected, whatever it uses
 */
export function changedCharts(
  { base, head, changed }: FileLists,
  usesOf: (chart: string) => readonly string[],
  all: boolean,
): Touched[] {
  const before = chartFolders(base);
  const after = chartFolders(head);
  const folders = [...new Set([...before, ...after])].sort(compareStrings);
  const own = new Map<string, string[]>();
  for (const file of changed) {
    const chart = innermost(folders, file);
    if (chart !== undefined) own.set(chart, [...(own.get(chart) ?? []), file]);
  }
  return folders.flatMap((path): Touched[] => {
    const files = own.get(path) ?? [];
    const uses = after.has(path) ? usesOf(path) : [];
    const used = changed.filter((file) => !files.includes(file) && uses.some((use) => isIn(file, use)));
    if (files.length === 0 && used.length === 0 && !all) return [];
    const change = !after.has(path)
      ? "deleted"
      : !before.has(path)
        ? "added"
        : files.length > 0
          ? "changed"
          : "affected";
    return [
      { kind: "chart", path, from: undefined, change, files: [...files, ...used].sort(compareStrings) },
    ];
  });
}

/** The folders of charts that are no other chart's subcharts; `.` for the root. */
export function chartFolders(files: ReadonlySet<string>): Set<string> {
  const folders = new Set(
    [...files].flatMap((file) => {
      if (file === "Chart.yaml") return ["."];
      return file.endsWith("/Chart.yaml") ? [file.slice(0, -"/Chart.yaml".length)] : [];
    }),
  );
  return new Set([...folders].filter((folder) => ![...folders].some((other) => isSubchart(folder, other))));
}

const isSubchart = (folder: string, of: string): boolean =>
  folder !== of && folder.startsWith(of === "." ? "charts/" : `${of}/charts/`);

/** Whether a file is the path, or is in the folder that the path names. */
export const isIn = (file: string, path: string): boolean =>
  path === "." || file === path || file.startsWith(`${path}/`);

function innermost(folders: readonly string[], file: string): string | undefined {
  return folders
    .filter((folder) => isIn(file, folder))
    .reduce<string | undefined>(
      (best, each) => (best === undefined || best === "." || each.length > best.length ? each : best),
      undefined,
    );
}
