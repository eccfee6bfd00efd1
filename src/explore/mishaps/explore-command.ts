import { reusingAdapters } from "../../node/reusing-adapters.ts";
import { type WorkerPool, withWorkers } from "../../node/worker-pool.ts";
import type { SeatrialError } from "../../util/errors.ts";
import { type Exploration, foldOutcomes } from "./exploration.ts";
import type { MishapJob } from "./explore-worker.ts";
import { listMishaps } from "./list-mishaps.ts";
import type { Mishap } from "./mishap.ts";
import { type Outcome, outcomeOf, runMishap, type Setting } from "./run-mishap.ts";

export interface ExploreOptions {
  readonly threads: number;
  /** the path of a worker's module; undefined: all is done in this thread */
  readonly worker: string | undefined;
  /** is told how far it is */
  readonly onProgress: (done: number, of: number) => void;
  /** is told why a chart cannot be loaded or rendered */
  readonly onChartError: (error: SeatrialError) => void;
}

/** A thread is worth its start from so many runs on. */
const runsPerThread = 6;

type Workers = WorkerPool<MishapJob, Outcome> | undefined;

/**
 * Runs a command once for each thing that can go wrong. If it fails all by itself there is nothing to compare with, and
 * no endings.
 * @throws SeatrialError for a version that is unknown; SimulationError when a run reaches a bound
 */
export const exploreCommand = (setting: Setting, options: ExploreOptions): Promise<Exploration> =>
  withWorkers(options.worker, (workers: Workers) => explore(setting, options, workers));

async function explore(setting: Setting, options: ExploreOptions, workers: Workers): Promise<Exploration> {
  const { release, command, retry } = setting;
  // what goes wrong with a command is worth a second thread, which gets ready during the run in which nothing does
  if (options.threads > 1) workers?.start(1);
  const adapters = reusingAdapters();
  const recording = runMishap(setting, undefined, adapters, options);
  const undisturbed = outcomeOf(recording, release);
  const { took, exitCode, error } = undisturbed.first;
  const about = {
    command: command.command,
    retry: retry.command,
    helmVersion: recording.helmVersion,
    took,
    failure: error,
  };
  if (exitCode !== 0) return { ...about, endings: [] };
  const mishaps = listMishaps(recording);
  const outcomes: (readonly [Mishap, Outcome])[] = [];
  const onOutcome = (outcome: Outcome): void => {
    const mishap = mishaps[outcomes.length];
    if (mishap !== undefined) outcomes.push([mishap, outcome]);
    options.onProgress(outcomes.length, mishaps.length);
  };
  const threads = Math.min(options.threads, Math.ceil(mishaps.length / runsPerThread));
  const jobs = mishaps.map((mishap): MishapJob => ({ setting, mishap }));
  const here = ({ mishap }: MishapJob): Outcome => outcomeOf(runMishap(setting, mishap, adapters), release);
  if (workers === undefined || threads <= 1) for (const job of jobs) onOutcome(here(job));
  else {
    workers.start(threads - 1);
    await workers.run(jobs, onOutcome, { here });
  }
  return { ...about, endings: foldOutcomes(outcomes, undisturbed) };
}
