import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Chart } from "../chart/chart.ts";
import { gitAdapters, textAt } from "../node/git-adapters.ts";
import type { GitChange } from "../node/git-change.ts";
import type { GitTree } from "../node/git-tree.ts";
import { readValuesFile } from "../node/read-values-file.ts";
import { reusingAdapters } from "../node/reusing-adapters.ts";
import type { Adapters } from "../simulate.ts";
import { SeatrialError } from "../util/errors.ts";
import type { Side } from "./review-result.ts";

export type SideName = "base" | "head";

/** One side of a change, with its files. Paths start at the root of the repository. */
export interface ReviewSide extends Side {
  readonly files: ReadonlySet<string>;
  readonly adapters: Adapters;
  /** a text file; undefined where there is none */
  readText(path: string): string | undefined;
}

/** Base and head of a change. */
export function sidesOf({ root, base, head, headFiles }: GitChange): {
  readonly base: ReviewSide;
  readonly head: ReviewSide;
} {
  const top = head === undefined ? workTree(root, headFiles) : treeSide(head, headFiles, readValuesFile);
  // a values file that is new is tried with the old chart, too
  const fromHead = (path: string, directory: string): string =>
    top.readText(relative(root, resolve(directory, path))) ?? readValuesFile(path, directory);
  return { base: treeSide(base, base.files(), fromHead), head: top };
}

const treeSide = (
  tree: GitTree,
  files: readonly string[],
  readElsewhere: (path: string, directory: string) => string,
): ReviewSide => ({
  ref: tree.ref,
  commit: tree.commit,
  files: new Set(files),
  adapters: reusingAdapters(gitAdapters(tree, readElsewhere)),
  readText: (path) => textAt(tree, join(tree.root, path)),
});

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
