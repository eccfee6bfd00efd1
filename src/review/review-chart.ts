import { join, relative, sep } from "node:path";
import type { Chart } from "../chart/chart.ts";
import { isLibrary } from "../chart/chart.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { type HelmRules, helmRules } from "../helm/profiles/helm-rules.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { EarlierStep } from "../simulate.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { SeatrialError } from "../util/errors.ts";
import { noRegistry, withBrokenImages } from "./broken-images.ts";
import type { Touched } from "./changed-charts.ts";
import { type ChartRelease, chartRuns, deletedChartRuns, type PlannedRun } from "./chart-runs.ts";
import { compareFindings } from "./compare-findings.ts";
import { effectsOf, noEffects } from "./effects.ts";
import { inRepository } from "./in-repository.ts";
import { judge, worstOf } from "./judge.ts";
import { leftOf } from "./left-objects.ts";
import { orderChange, sameOrder } from "./order-change.ts";
import { readinessOf } from "./readiness.ts";
import type { RunErrors } from "./reasons/compared-case.ts";
import type { CaseReview, ReviewRun, RunName, Subject } from "./review-result.ts";
import { noRun, runSide, type SideRun } from "./run-side.ts";
import { chartOf, type ReviewSide } from "./side.ts";

/** How everything in a review is run. */
export interface ReviewSettings {
  /** the repository's folder */
  readonly root: string;
  /** the folder in it from which commands are given: paths of flags start there */
  readonly directory: string;
  readonly base: ReviewSide;
  readonly head: ReviewSide;
  /** the cluster, and how images and containers behave; its steps do not count */
  readonly scenario: Scenario;
  /** the Helm of the base, undefined: that of the scenario */
  readonly baseHelmVersion: string | undefined;
  readonly namespace: string;
  /** what is said of every install and upgrade */
  readonly flags: FlagValues;
}

/** Reviews a chart with each of its sets of values. Nothing for a library, which cannot be installed. */
export function reviewChart(touched: Touched, settings: ReviewSettings): Subject[] {
  const { scenario, root, base, head, baseHelmVersion } = settings;
  const rules = helmRules(scenario.helmVersion);
  const before =
    touched.change === "added"
      ? undefined
      : chartOf(base, touched.path, root, baseHelmVersion ?? rules.version);
  const after = touched.change === "deleted" ? undefined : chartOf(head, touched.path, root, rules.version);
  const chart = [after, before].find(isChart);
  if (chart !== undefined && isLibrary(chart)) return [];
  const name = chart?.metadata.name ?? touched.path.split("/").at(-1) ?? touched.path;
  const cases = valuesOf(touched, settings).map((values) =>
    reviewCase(touched, name, values, rules, settings),
  );
  return [
    {
      ...touched,
      name,
      versions: { before: versionOf(before), after: versionOf(after) },
      verdict: worstOf(cases.map(({ verdict }) => verdict)),
      cases,
    },
  ];
}

const isChart = (chart: Chart | SeatrialError | undefined): chart is Chart =>
  chart !== undefined && !(chart instanceof SeatrialError);

const versionOf = (chart: Chart | SeatrialError | undefined): string | undefined =>
  isChart(chart) ? chart.metadata.version : undefined;

/** The values files that chart-testing tries, or "" for the chart's own values where it has none. */
function valuesOf({ path, change }: Touched, { base, head }: ReviewSettings): string[] {
  const folder = path === "." ? "ci/" : `${path}/ci/`;
  const files = [...(change === "deleted" ? base : head).files]
    .filter((file) => file.startsWith(folder) && /^[^/]*-values\.yaml$/.test(file.slice(folder.length)))
    .sort(compareStrings);
  return files.length === 0 ? [""] : files;
}

interface PairOfRuns {
  readonly plan: PlannedRun;
  readonly before: SideRun;
  readonly after: SideRun;
}

function reviewCase(
  touched: Touched,
  chart: string,
  values: string,
  rules: HelmRules,
  settings: ReviewSettings,
): CaseReview {
  const { change, path } = touched;
  const fromHere = (name: string): string =>
    relative(settings.directory, join(settings.root, name)).split(sep).join("/") || ".";
  const release: ChartRelease = {
    release: releaseName(chart),
    chart: fromHere(path),
    values: values === "" ? "" : fromHere(values),
    flags: settings.flags,
    rules,
  };
  const plans = change === "deleted" ? deletedChartRuns(release) : chartRuns(release);
  const pairs = plans.map((plan) => runPair(plan, change, settings));
  const empty = runSide({ ...settings.scenario, steps: [] }, settings.head.adapters, {
    namespace: settings.namespace,
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

/** Both sides of a run; for a chart that is new the base is the chart itself, and only one side is told. */
function runPair(plan: PlannedRun, change: Subject["change"], settings: ReviewSettings): PairOfRuns {
  const { base, head } = settings;
  const first = change === "added" ? head : base;
  const one = (side: ReviewSide): SideRun => {
    const helmVersion = side === base ? settings.baseHelmVersion : undefined;
    const scenario: Scenario = {
      ...settings.scenario,
      images: [
        { match: `${noRegistry}/*`, missing: true, pull: undefined, step: undefined },
        ...settings.scenario.images,
      ],
      ...(helmVersion === undefined ? {} : { helmVersion }),
      directory: settings.directory,
      steps: plan.steps,
      expect: [],
    };
    const before = plan.before.map(
      ({ step, side: of }): EarlierStep => ({
        step,
        adapters: (of === "base" ? first : side).adapters,
        helmVersion: of === "base" ? settings.baseHelmVersion : helmVersion,
        mayFail: true,
      }),
    );
    const adapters = plan.broken ? withBrokenImages(side.adapters) : side.adapters;
    // what is made to fail has findings of its own, which say nothing of the chart
    const findings = !plan.broken;
    return runSide(scenario, adapters, { namespace: settings.namespace, settle: true, before, findings });
  };
  const pair = {
    plan,
    before: change === "added" ? noRun : one(base),
    after: change === "deleted" ? noRun : one(head),
  };
  // what the command line names wrongly is no fault of the chart
  const { error } = pair.after;
  if (error !== undefined && ["values-file", "values-flag"].includes(error.code)) throw error;
  return pair;
}

function readiness(before: SideRun, after: SideRun): ReviewRun["readiness"] {
  const recording = after.recording ?? before.recording;
  return recording === undefined ? [] : readinessOf(recording, before.recording);
}

function left(before: SideRun, after: SideRun, empty: SideRun): ReviewRun["left"] {
  const recording = after.recording ?? before.recording;
  return recording === undefined ? [] : leftOf(recording, before.recording, empty.recording);
}

/** A release is called as its chart, as far as that is a name for a release. */
const releaseName = (chart: string): string =>
  chart
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 53) || "demo";
