import { reusingAdapters } from "../../node/reusing-adapters.ts";
import { runInWorkers } from "../../node/worker-pool.ts";
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

/** So many runs are given to a thread at a time; for fewer, none is started. */
const batch = 20;

/**
 * Runs a scenario many times with what is drawn for each run, and sums up each command that changes a release. The same
 * scenario gives the same estimates for any number of threads.
 * @throws SeatrialError for a version that is unknown; SimulationError when a run reaches a bound
 */
export async function estimateScenario(scenario: Scenario, options: EstimateOptions): Promise<Estimate[]> {
  const { namespace, runs, threads, worker } = options;
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
  if (worker === undefined || Math.min(threads, jobs.length) <= 1)
    for (const job of jobs)
      onSamples(job.seeds.map((seed) => runSample(scenario, seed, adapters, { namespace })));
  else await runInWorkers(worker, jobs, threads, onSamples, () => false);
  return first.map((_, command) => estimate(samples.flatMap((run) => run[command] ?? [])));
}
