import { basename, dirname, relative, sep } from "node:path";
import type { Chart } from "../chart/chart.ts";
import { isLibrary } from "../chart/chart.ts";
import { helmRules } from "../helm/profiles/helm-rules.ts";
import { SeatrialError } from "../util/errors.ts";
import type { Touched } from "./changed-charts.ts";
import { releaseOf, valuesOf } from "./chart-release.ts";
import { type ChartRelease, chartRuns, deletedChartRuns, type PlannedRun } from "./chart-runs.ts";
import { compareFindings } from "./compare-findings.ts";
import { effectsOf, noEffects } from "./effects.ts";
import { inRepository } from "./in-repository.ts";
import { judge, worstFirst, worstOf } from "./judge.ts";
import { leftOf } from "./left-objects.ts";
import { orderChange, sameOrder } from "./order-change.ts";
import { readinessOf } from "./readiness.ts";
import type { RunErrors } from "./reasons/compared-case.ts";
import type { CaseReview, ReviewRun, RunName, Subject } from "./review-result.ts";
import type { ReviewSettings } from "./review-settings.ts";
import { runPlan } from "./run-plan.ts";
import { noRun, runSide, type SideRun } from "./run-side.ts";
import { chartOf, type ReviewSide } from "./side.ts";

/** Reviews a chart with each of its sets of values. Nothing for a library, which cannot be installed. */
export function reviewChart(touched: Touched, settings: ReviewSettings): Subject[] {
  const { scenario, root, base, head, baseHelmVersion } = settings;
  const rules = helmRules(scenario.helmVersion);
  const before =
    touched.change === "added"
      ? undefined
      : chartOf(base, touched.from ?? touched.path, root, baseHelmVersion ?? rules.version);
  const after = touched.change === "deleted" ? undefined : chartOf(head, touched.path, root, rules.version);
  const chart = [after, before].find(isChart);
  if (chart !== undefined && isLibrary(chart)) return [];
  const name = chart?.metadata.name ?? touched.path.split("/").at(-1) ?? touched.path;
  const cases = worstFirst(
    valuesOf(touched, settings).map((values) => reviewCase(touched, name, values, settings)),
  );
  return [
    {
      ...touched,
      name,
      versions: { before: versionOf(before), after: versionOf(after) },
      notes: [...notesOf(base, touched.from ?? touched.path, root), ...notesOf(head, touched.path, root)],
      verdict: worstOf(cases.map(({ verdict }) => verdict)),
      cases,
    },
  ];
}

const isChart = (chart: Chart | SeatrialError | undefined): chart is Chart =>
  chart !== undefined && !(chart instanceof SeatrialError);

const versionOf = (chart: Chart | SeatrialError | undefined): string | undefined =>
  isChart(chart) ? chart.metadata.version : undefined;

const notesOf = ({ ref, taken }: ReviewSide, chart: string, root: string): string[] =>
  [...taken(chart)].map((archive) => {
    const folder = relative(root, dirname(archive)).split(sep).join("/");
    const commit = /^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 7) : ref;
    return `${basename(archive)}, which git does not have at ${commit}, is taken from ${folder}.`;
  });

interface PairOfRuns {
  readonly plan: PlannedRun;
  readonly before: SideRun;
  readonly after: SideRun;
}

function reviewCase(touched: Touched, chart: string, values: string, settings: ReviewSettings): CaseReview {
  const { change, path } = touched;
  const pairs = runPairs(releaseOf(touched, chart, values, settings), change, settings);
  const empty = runSide({ ...settings.scenario, steps: [] }, settings.head.adapters, {
    namespace: settings.namespace,
    findings: false,
  });
  const runs = pairs.map(
    ({ plan, before, after }): ReviewRun => ({
      name: plan.name,
      title: plan.title,
      before: before.recording,
      after: after.recording,
      error: { before: before.error?.message ?? "", after: after.error?.message ?? "" },
      order:
        before.recording === undefined || after.recording === undefined
          ? sameOrder
          : orderChange(before.recording, after.recording),
      effects: after.recording === undefined ? noEffects : effectsOf(after.recording),
      readiness: readiness(before, after),
      left: plan.name === "uninstall" ? left(before, after, empty) : [],
    }),
  );
  const place = inRepository(path, change === "deleted" ? settings.base.files : settings.head.files);
  const findings = compareFindings(
    runs.flatMap(({ before }) => before ?? []),
    runs.flatMap(({ after }) => after ?? []),
    place,
  ).filter(({ state }) => change !== "deleted" && !(state === "fixed" && runs.some(isCutShort)));
  const errors = new Map<RunName, RunErrors>(
    pairs
      .filter(({ before, after }) => before.error !== undefined || after.error !== undefined)
      .map(({ plan, before, after }) => [plan.name, { before: before.error, after: after.error }]),
  );
  const reasons = judge({ kind: "chart", change, runs, errors, findings, inRepository: place });
  return {
    values: values === "" ? "" : values.slice(path === "." ? 0 : path.length + 1),
    verdict: worstOf(reasons.map(({ verdict }) => verdict)),
    reasons,
    runs,
    findings,
  };
}

/** Whether the change makes a command fail: what would have come after it is not known to be fixed. */
const isCutShort = ({ before, after }: ReviewRun): boolean =>
  after === undefined ||
  after.steps.some(({ exitCode }, i) => exitCode !== 0 && before?.steps[i]?.exitCode === 0);

/** Both sides of each run; of a chart that is new, or deleted, one side. */
function runPairs(release: ChartRelease, change: Subject["change"], settings: ReviewSettings): PairOfRuns[] {
  const plans = {
    base: change === "deleted" ? deletedChartRuns(release) : chartRuns(release, "base"),
    head: change === "deleted" ? [] : chartRuns(release, "head"),
  };
  return plans.base.map((plan, i): PairOfRuns => {
    const changed = plans.head[i];
    const before = change === "added" ? noRun : runPlan(plan, settings);
    const after = changed === undefined ? noRun : runPlan(changed, settings);
    // what the command line names wrongly is no fault of the chart
    if (after.error !== undefined && ["values-file", "values-flag"].includes(after.error.code))
      throw after.error;
    return { plan, before, after };
  });
}

function readiness(before: SideRun, after: SideRun): ReviewRun["readiness"] {
  const recording = after.recording ?? before.recording;
  return recording === undefined ? [] : readinessOf(recording, before.recording);
}

function left(before: SideRun, after: SideRun, empty: SideRun): ReviewRun["left"] {
  const recording = after.recording ?? before.recording;
  return recording === undefined ? [] : leftOf(recording, before.recording, empty.recording);
}
