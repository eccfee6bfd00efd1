import { reusingAdapters } from "../../node/reusing-adapters.ts";
import { serveJobs } from "../../node/serve-jobs.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { runSample } from "./run-sample.ts";

/** What a worker is given: some runs of a scenario. */
export interface SampleJob {
  readonly scenario: Scenario;
  readonly namespace: string;
  readonly seeds: readonly number[];
}

const adapters = reusingAdapters();

serveJobs(({ scenario, namespace, seeds }: SampleJob) =>
  seeds.map((seed) => runSample(scenario, seed, adapters, { namespace })),
);
