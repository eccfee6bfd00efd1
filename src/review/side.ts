import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Adapters } from "../adapters.ts";
import type { Chart } from "../chart/chart.ts";
import { gitAdapters, textAt } from "../node/git-adapters.ts";
import type { GitChange } from "../node/git-change.ts";
import type { GitTree } from "../node/git-tree.ts";
import { readValuesFile } from "../node/read-values-file.ts";
import { reusingAdapters } from "../node/reusing-adapters.ts";
import { SeatrialError } from "../util/errors.ts";
import { chartFolders } from "./changed-charts.ts";
import type { Side } from "./review-result.ts";

export type SideName = "base" | "head";

/** One side of a change, with its files. Paths start at the root of the repository, if it is not said otherwise. */
export interface ReviewSide extends Side {
  readonly files: ReadonlySet<string>;
  readonly adapters: Adapters;
  /** a text file; undefined where there is none */
  readText(path: string): string | undefined;
  /** the packed dependencies, by their paths on the disk, that the charts in a folder took from there so far, as the commit lacks them */
  taken(chart: string): ReadonlySet<string>;
}

/**
 * Base and head of a change.
 * @param dependencies folders on the disk with packed charts that git does not have; those of the work tree always count
 */
export function sidesOf(
  { root, base, head, headFiles }: GitChange,
  dependencies: readonly string[],
): { readonly base: ReviewSide; readonly head: ReviewSide } {
  const folders = [
    ...dependencies,
    ...[...chartFolders(new Set(headFiles))].map((chart) => join(root, chart, "charts")),
  ];
  const top =
    head === undefined ? workTree(root, headFiles) : treeSide(head, headFiles, readValuesFile, folders);
  // a values file that is new is tried with the old chart, too
  const fromHead = (path: string, directory: string): string =>
    top.readText(relative(root, resolve(directory, path))) ?? readValuesFile(path, directory);
  return { base: treeSide(base, base.files(), fromHead, folders), head: top };
}

function treeSide(
  tree: GitTree,
  files: readonly string[],
  readElsewhere: (path: string, directory: string) => string,
  dependencies: readonly string[],
): ReviewSide {
  const taken = new Map<string, Set<string>>();
  const onDependency = (chart: string, archive: string): void => {
    taken.set(chart, (taken.get(chart) ?? new Set()).add(archive));
  };
  return {
    ref: tree.ref,
    commit: tree.commit,
    files: new Set(files),
    adapters: reusingAdapters(gitAdapters(tree, { readElsewhere, dependencies, onDependency })),
    readText: (path) => textAt(tree, join(tree.root, path)),
    taken: (chart) => taken.get(join(tree.root, chart)) ?? new Set(),
  };
}

const workTree = (root: string, files: readonly string[]): ReviewSide => ({
  ref: "the working tree",
  commit: "",
  files: new Set(files),
  adapters: reusingAdapters(),
  readText: (path) => {
    try {
      return readFileSync(join(root, path), "utf8");
    } catch {
      return undefined;
    }
  },
  taken: () => new Set(),
});

/** A chart as a side has it, or why it cannot be loaded. */
export function chartOf(
  side: ReviewSide,
  path: string,
  root: string,
  helmVersion: string,
): Chart | SeatrialError {
  try {
    return side.adapters.chartSource({ helmVersion, directory: root, now: () => 0, seed: 0 }).loadChart(path);
  } catch (error) {
    if (error instanceof SeatrialError) return error;
    throw error;
  }
}
