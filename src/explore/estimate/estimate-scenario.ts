import { reusingAdapters } from "../../node/reusing-adapters.ts";
import { type WorkerPool, withWorkers } from "../../node/worker-pool.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { SeatrialError } from "../../util/errors.ts";
import { type Estimate, estimate } from "./estimate.ts";
import type { SampleJob } from "./estimate-worker.ts";
import { type CommandSample, runSample } from "./run-sample.ts";

export interface EstimateOptions {
  readonly namespace: string;
  readonly runs: number;
  readonly threads: number;
  /** the path of a worker's module; undefined: all is done in this thread */
  readonly worker: string | undefined;
  /** is told how far it is */
  readonly onProgress: (done: number, of: number) => void;
  /** is told why a chart cannot be loaded or rendered, in the first run; then there are no more */
  readonly onChartError: (error: SeatrialError) => void;
}

/** A thread is worth its start from so many runs on. */
const runsPerThread = 20;
/** So many runs are given to a thread at a time: few, for at the end the threads wait for the last of them. */
const batch = 5;

type Workers = WorkerPool<SampleJob, CommandSample[][]> | undefined;

/**
 * Runs a scenario many times with what is drawn for each run, and sums up each command that changes a release. The same
 * scenario gives the same estimates for any number of threads.
 * @throws SeatrialError for a version that is unknown; SimulationError when a run reaches a bound
 */
export const estimateScenario = (scenario: Scenario, options: EstimateOptions): Promise<Estimate[]> =>
  withWorkers(options.worker, (workers: Workers) => runAndSumUp(scenario, options, workers));

async function runAndSumUp(
  scenario: Scenario,
  options: EstimateOptions,
  workers: Workers,
): Promise<Estimate[]> {
  const { namespace, runs } = options;
  const threads = Math.min(options.threads, Math.ceil((runs - 1) / runsPerThread));
  const pool = threads > 1 ? workers : undefined;
  // this thread is one of them; the others get ready while the first run is made here
  pool?.start(threads - 1);
  const adapters = reusingAdapters();
  let broken = false;
  const onChartError = (error: SeatrialError): void => {
    broken = true;
    options.onChartError(error);
  };
  const first = runSample(scenario, scenario.seed, adapters, { namespace, onChartError });
  const samples: CommandSample[][] = [first];
  const seeds = Array.from({ length: broken ? 0 : runs - 1 }, (_, i) => scenario.seed + 1 + i);
  const onSamples = (more: CommandSample[][]): void => {
    samples.push(...more);
    options.onProgress(samples.length, runs);
  };
  const jobs: SampleJob[] = [];
  for (let at = 0; at < seeds.length; at += batch)
    jobs.push({ scenario, namespace, seeds: seeds.slice(at, at + batch) });
  const here = (job: SampleJob): CommandSample[][] =>
    job.seeds.map((seed) => runSample(scenario, seed, adapters, { namespace }));
  if (pool !== undefined && !broken) await pool.run(jobs, onSamples, { here });
  else for (const job of jobs) onSamples(here(job));
  return first.map((_, command) => estimate(samples.flatMap((run) => run[command] ?? [])));
}
