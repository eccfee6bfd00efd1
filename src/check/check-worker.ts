import { serveJobs } from "../node/serve-jobs.ts";
import type { CheckCase } from "./check-case.ts";
import { runCase, type SnapshotUpdate } from "./run-case.ts";

/** What a worker is given. */
export interface CheckJob {
  readonly check: CheckCase;
  readonly update: SnapshotUpdate;
}

serveJobs(({ check, update }: CheckJob) => runCase(check, update));
