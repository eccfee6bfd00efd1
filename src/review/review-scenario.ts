import { join, relative, resolve } from "node:path";
import { expandMatrix } from "../check/expand-matrix.ts";
import {
  checkExpectations,
  type FailedExpectation,
  failedSteps,
} from "../expectations/check-expectations.ts";
import type { Recording } from "../recording/recording.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { SeatrialError } from "../util/errors.ts";
import { chartFolders, type FileLists, isIn } from "./changed-charts.ts";
import { compareFindings } from "./compare-findings.ts";
import { effectsOf, noEffects } from "./effects.ts";
import { inRepository } from "./in-repository.ts";
import { judge, worstFirst, worstOf } from "./judge.ts";
import { leftOf } from "./left-objects.ts";
import { orderChange, sameOrder } from "./order-change.ts";
import { readinessOf } from "./readiness.ts";
import { reason } from "./reasons/compared-case.ts";
import type { CaseReview, Reason, ReviewRun, Subject } from "./review-result.ts";
import type { ReviewSettings } from "./review-settings.ts";
import { noRun, runSide, type SideRun } from "./run-side.ts";
import type { ReviewSide } from "./side.ts";

/** A scenario as one side has it, with one combination of its matrix, or why it cannot be read. */
interface SideScenario {
  readonly side: ReviewSide;
  /** the combination in words, or "" */
  readonly values: string;
  readonly scenario: Scenario | undefined;
  readonly error: SeatrialError | undefined;
}

/** Reviews the scenarios in folders called scenarios/ that the change touches: themselves, or what their steps name. */
export async function reviewScenarios(files: FileLists, settings: ReviewSettings): Promise<Subject[]> {
  const paths = [...new Set([...files.base, ...files.head])].filter(isCandidate).sort(compareStrings);
  const subjects: Subject[] = [];
  for (const path of paths) {
    const before = await read(settings.base, path, settings.root);
    const after = await read(settings.head, path, settings.root);
    if (before === undefined && after === undefined) continue;
    const used = [...(before ?? []), ...(after ?? [])].flatMap(({ scenario }) =>
      scenario === undefined ? [] : usesOf(scenario, settings.root),
    );
    const own = files.changed.filter((file) => file === path);
    const touched = files.changed.filter((file) => file === path || used.some((use) => isIn(file, use)));
    if (touched.length === 0) continue;
    const change =
      after === undefined
        ? "deleted"
        : before === undefined
          ? "added"
          : own.length > 0
            ? "changed"
            : "affected";
    // what is gone tells nothing of a release
    if (after !== undefined)
      subjects.push(reviewScenario({ path, change, touched, before, after, used }, settings));
  }
  return subjects;
}

const isCandidate = (path: string): boolean =>
  /(^|\/)scenarios\/.*\.ya?ml$|(^|\/)scenario\.ya?ml$/.test(path) && !/values/.test(path);

/** A scenario for each combination of its matrix; undefined where the side has none. */
async function read(side: ReviewSide, path: string, root: string): Promise<SideScenario[] | undefined> {
  const text = side.files.has(path) ? side.readText(path) : undefined;
  // manifests and values stand in such folders, too
  if (text === undefined || !/^steps:/m.test(text) || /^apiVersion:/m.test(text)) return undefined;
  try {
    const readFile = (file: string): string => {
      const found = side.readText(file);
      if (found === undefined) throw new Error(`there is no ${file}`);
      return found;
    };
    const { directory, ...scenario } = await loadScenario({ file: path, text, readFile });
    const { readFolder } = side.adapters.manifestSource(root);
    const files = (folder: string) => (readFolder(folder) ?? []).filter((name) => !name.endsWith("/"));
    return expandMatrix({ ...scenario, directory: join(root, directory) }, files).map((each) => ({
      side,
      values: each.labels.join(", "),
      scenario: each.scenario,
      error: undefined,
    }));
  } catch (error) {
    if (!(error instanceof SeatrialError)) throw error;
    return [{ side, values: "", scenario: undefined, error }];
  }
}

/** The files and folders that the steps name, from the root of the repository. */
function usesOf({ steps, directory }: Scenario, root: string): string[] {
  const words = steps.flatMap((step) => (step.kind === "sleep" ? [] : step.args));
  return words
    .filter((word) => !word.startsWith("-") && word.includes("/"))
    .map((word) => relative(root, resolve(directory, word)))
    .filter((path) => path !== "" && !path.startsWith(".."));
}

interface ScenarioChange {
  readonly path: string;
  readonly change: Subject["change"];
  readonly touched: readonly string[];
  readonly before: readonly SideScenario[] | undefined;
  readonly after: readonly SideScenario[];
  readonly used: readonly string[];
}

function reviewScenario(of: ScenarioChange, settings: ReviewSettings): Subject {
  const { path, change, touched, before = [], after } = of;
  const cases = worstFirst(
    after.map((each) => {
      const same = before.find(({ values, error }) => values === each.values || error !== undefined);
      return reviewCase(of, same, each, settings);
    }),
  );
  return {
    kind: "scenario",
    path,
    from: undefined,
    name: after[0]?.scenario?.name ?? path,
    change,
    versions: { before: undefined, after: undefined },
    notes: [],
    files: [...touched],
    verdict: worstOf(cases.map(({ verdict }) => verdict)),
    cases,
  };
}

function reviewCase(
  { path, change, used }: ScenarioChange,
  before: SideScenario | undefined,
  after: SideScenario,
  settings: ReviewSettings,
): CaseReview {
  // where only its chart changes, the review of the chart tells the findings
  const isOwn = change !== "affected";
  const [was, is] = [runOf(before, isOwn), runOf(after, isOwn)];
  const run: ReviewRun = {
    name: "scenario",
    title: "Scenario",
    before: was.recording,
    after: is.recording,
    error: { before: was.error?.message ?? "", after: is.error?.message ?? "" },
    order:
      was.recording === undefined || is.recording === undefined
        ? sameOrder
        : orderChange(was.recording, is.recording),
    effects: is.recording === undefined ? noEffects : effectsOf(is.recording),
    readiness: is.recording === undefined ? [] : readinessOf(is.recording, was.recording),
    left: is.recording === undefined ? [] : leftOf(is.recording, was.recording, undefined),
  };
  const chart = used.find((use) => chartFolders(settings.head.files).has(use));
  const place = inRepository(chart ?? ".", settings.head.files);
  const findings = compareFindings(listed(was.recording), listed(is.recording), place);
  const errors = new Map(
    was.error === undefined && is.error === undefined
      ? []
      : [["scenario" as const, { before: was.error, after: is.error }]],
  );
  const reasons = worstFirst([
    ...expectationReasons(before, was, after, is, path),
    ...judge({ kind: "scenario", change, runs: isOwn ? [run] : [], errors, findings, inRepository: place }),
  ]);
  const verdict = worstOf(reasons.map((each) => each.verdict));
  return { values: after.values, verdict, reasons, runs: [run], findings };
}

function runOf(of: SideScenario | undefined, findings: boolean): SideRun {
  if (of === undefined) return noRun;
  const { scenario, error, side } = of;
  return scenario === undefined
    ? { recording: undefined, error }
    : runSide(scenario, side.adapters, { findings });
}

/** Sentences that no longer come true. What failed before, too, is no news. */
function expectationReasons(
  before: SideScenario | undefined,
  was: SideRun,
  after: SideScenario,
  is: SideRun,
  path: string,
): Reason[] {
  const known = new Set(failuresOf(before, was).map(({ expected }) => expected));
  return failuresOf(after, is)
    .filter(({ expected }) => !known.has(expected))
    .map(({ expected, happened, rows, place }) =>
      reason("breaks", `What the scenario expects does not come true: ${expected}.`, {
        detail: [happened, ...rows],
        place: { ...place, file: path },
      }),
    );
}

function failuresOf(of: SideScenario | undefined, { recording }: SideRun): FailedExpectation[] {
  if (of?.scenario === undefined || recording === undefined) return [];
  const { expect, steps } = of.scenario;
  const places = steps.filter(({ kind }) => kind !== "sleep").map(({ place }) => place);
  return [...checkExpectations(expect, recording), ...failedSteps(expect, recording, places)];
}

const listed = (recording: Recording | undefined): Recording[] =>
  recording === undefined ? [] : [recording];
