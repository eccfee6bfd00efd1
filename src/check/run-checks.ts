import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, normalize } from "node:path";
import type { FindingLimit } from "../findings/findings-text.ts";
import { reusingAdapters } from "../node/reusing-adapters.ts";
import { type WorkerPool, withWorkers } from "../node/worker-pool.ts";
import { SeatrialError } from "../util/errors.ts";
import { type CaseResult, type CheckSummary, passed } from "./case-result.ts";
import type { CheckCase } from "./check-case.ts";
import { findScenarios } from "./find-scenarios.ts";
import { listFolder } from "./list-folder.ts";
import { type CaseOverrides, loadCases } from "./load-cases.ts";
import { type CheckJob, runCase, type SnapshotUpdate } from "./run-case.ts";
import { type Selection, selectCases } from "./select-cases.ts";

export interface CheckOptions {
  readonly overrides: CaseOverrides;
  readonly selection: Selection;
  readonly update: SnapshotUpdate;
  /** the findings that fail a case; undefined: nobody asks for findings */
  readonly findings?: FindingLimit | undefined;
  /** begin no more cases after the first that fails */
  readonly bail: boolean;
  /** default: one for each processor */
  readonly threads?: number | undefined;
  /** the path of a worker's module; undefined: all is done in this thread */
  readonly worker: string | undefined;
}

export interface CheckListener {
  /** how many cases there will be */
  started(count: number): void;
  /** in the order of the cases */
  finished(result: CaseResult): void;
}

/** A thread is worth its start from so many cases on. */
const casesPerThread = 8;

type Workers = WorkerPool<CheckJob, CaseResult> | undefined;

/** Runs all scenarios that the paths name. @throws SeatrialError, ScenarioError for what cannot be read */
export const runChecks = (
  paths: readonly string[],
  options: CheckOptions,
  listener: CheckListener,
): Promise<CheckSummary> =>
  withWorkers(options.worker, (workers: Workers) => checkAll(paths, options, listener, workers));

async function checkAll(
  paths: readonly string[],
  options: CheckOptions,
  listener: CheckListener,
  workers: Workers,
): Promise<CheckSummary> {
  const began = performance.now();
  const sources = findScenarios(paths);
  // they get ready while the scenarios are read, unless it may turn out that few are asked for
  if (Object.keys(options.selection).length === 0) workers?.start(threadsFor(sources.length, options) - 1);
  const all = (await Promise.all(sources.map((source) => loadCases(source, options.overrides)))).flat();
  refuseTwins(all);
  const chosen = selectCases(all, options.selection);
  listener.started(chosen.length);
  const results: CaseResult[] = [];
  const stop = (): boolean => options.bail && results.some((result) => !passed(result));
  const onResult = (result: CaseResult): void => {
    results.push(result);
    listener.finished(result);
  };
  const { update, findings } = options;
  const jobs = chosen.map((check): CheckJob => ({ check, update, findings }));
  const threads = threadsFor(jobs.length, options);
  const adapters = reusingAdapters();
  const here = (job: CheckJob): CaseResult => runCase(job, adapters);
  if (workers !== undefined && threads > 1) {
    workers.start(threads - 1);
    await workers.run(jobs, onResult, { stop: options.bail ? stop : undefined, here });
  } else {
    for (const job of jobs) {
      if (stop()) break;
      onResult(here(job));
    }
  }
  const obsolete = obsoleteSnapshots(paths, all);
  if (options.update === "all") for (const file of obsolete) rmSync(file);
  return {
    results,
    skipped: chosen.length - results.length,
    obsolete,
    obsoleteIs: { all: "removed", new: "note", none: "failure" }[
      options.update
    ] as CheckSummary["obsoleteIs"],
    seconds: Math.round(performance.now() - began) / 1000,
  };
}

/** How many threads so many cases are worth, this one included. */
function threadsFor(cases: number, { threads }: CheckOptions): number {
  const most = threads === undefined ? Math.ceil(cases / casesPerThread) : cases;
  return Math.min(threads ?? availableParallelism(), most);
}

function refuseTwins(cases: readonly CheckCase[]): void {
  const seen = new Map<string, CheckCase>();
  for (const each of cases) {
    const twin = seen.get(each.snapshotFile);
    if (twin !== undefined)
      throw new SeatrialError(
        "same-name",
        `${twin.file} and ${each.file} have the same snapshot, ${each.snapshotFile}.`,
        { hint: "Give one of them another name.", file: each.file },
      );
    seen.set(each.snapshotFile, each);
  }
}

/** Traces that no case has, in the snapshots of folders that are checked as a whole: those called `scenarios`. */
function obsoleteSnapshots(paths: readonly string[], cases: readonly CheckCase[]): string[] {
  const whole = paths
    .map((path) => normalize(path).replace(/[\\/]$/, ""))
    .filter((path) => /(^|[\\/])scenarios$/.test(path));
  const folders = new Set(whole.map((path) => join(dirname(path), "snapshots")));
  const known = new Set(cases.map(({ snapshotFile }) => normalize(snapshotFile)));
  return [...folders].flatMap((folder) =>
    listFolder(folder)
      .filter((name) => name.endsWith(".trace"))
      .map((name) => join(folder, name))
      .filter((file) => !known.has(file)),
  );
}
