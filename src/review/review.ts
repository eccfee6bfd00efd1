import { realpathSync } from "node:fs";
import { posix, relative, resolve, sep } from "node:path";
import { gitChange } from "../node/git-change.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { changedCharts, type FileLists } from "./changed-charts.ts";
import { severity, worstOf } from "./judge.ts";
import { joinMoved } from "./moved-charts.ts";
import { reviewChart } from "./review-chart.ts";
import type { ReviewResult, Side } from "./review-result.ts";
import { reviewScenarios } from "./review-scenario.ts";
import type { ReviewSettings } from "./review-settings.ts";
import { type ReviewSide, sidesOf } from "./side.ts";

export interface ReviewOptions
  extends Pick<ReviewSettings, "scenario" | "baseHelmVersion" | "namespace" | "flags"> {
  /** a folder in the repository: paths of flags start there */
  readonly directory: string;
  /** the ref that the change is to be merged into */
  readonly base: string;
  /** the ref that is reviewed; undefined: the work tree, with what is not committed */
  readonly head: string | undefined;
  /** files that every chart uses, such as values files, from `directory` */
  readonly uses: readonly string[];
  /** folders with packed charts that git does not have, from `directory` */
  readonly dependencies: readonly string[];
}

/** Reviews what `head` changes since it left `base`. @throws SeatrialError where git, a ref or history is missing */
export async function review(options: ReviewOptions): Promise<ReviewResult> {
  const directory = realpathSync(options.directory);
  const change = gitChange(directory, options.base, options.head);
  const { base, head } = sidesOf(
    change,
    options.dependencies.map((folder) => resolve(directory, folder)),
  );
  const files: FileLists = { base: base.files, head: head.files, changed: change.changed };
  const settings: ReviewSettings = { ...options, directory, root: change.root, base, head };
  const uses = options.uses.map((file) =>
    relative(change.root, resolve(directory, file)).split(sep).join("/"),
  );
  const movesHelm =
    options.baseHelmVersion !== undefined && options.baseHelmVersion !== options.scenario.helmVersion;
  const touched = changedCharts(files, (chart) => [...uses, ...localDependencies(head, chart)], movesHelm);
  const charts = joinMoved(touched, base, head);
  const subjects = [
    ...charts.flatMap((chart) => reviewChart(chart, settings)),
    ...(await reviewScenarios(files, settings)),
  ].sort(
    (a, b) =>
      severity[b.verdict] - severity[a.verdict] ||
      compareStrings(a.kind, b.kind) ||
      compareStrings(a.path, b.path),
  );
  return {
    base: named(base),
    head: named(head),
    verdict: worstOf(subjects.map(({ verdict }) => verdict)),
    subjects,
  };
}

const named = ({ ref, commit }: ReviewSide): Side => ({ ref, commit });

/** The folders that `repository: file://../common` names, from the root of the repository. */
function localDependencies(side: ReviewSide, chart: string): string[] {
  const text = side.readText(posix.join(chart, "Chart.yaml")) ?? "";
  return [...text.matchAll(/\brepository:\s*["']?file:\/\/([^"'\s,}]+)/g)].map((match) =>
    posix.join(chart, match[1] ?? ""),
  );
}
