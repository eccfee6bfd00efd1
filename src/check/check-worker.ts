import { parentPort } from "node:worker_threads";
import type { CheckCase } from "./check-case.ts";
import { runCase, type SnapshotUpdate } from "./run-case.ts";

/** What a worker is given. */
export interface CheckJob {
  readonly check: CheckCase;
  readonly update: SnapshotUpdate;
}

parentPort?.on("message", ({ job }: { readonly job: CheckJob }) => {
  try {
    parentPort?.postMessage({ result: runCase(job.check, job.update) });
  } catch (error) {
    parentPort?.postMessage({ error });
  }
});
