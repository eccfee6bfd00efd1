import { parentPort } from "node:worker_threads";

/** Makes this thread a worker of `runInWorkers`: it answers each job with its result, or with the error. */
export function serveJobs<J, R>(work: (job: J) => R): void {
  parentPort?.on("message", ({ job }: { readonly job: J }) => {
    try {
      parentPort?.postMessage({ result: work(job) });
    } catch (error) {
      parentPort?.postMessage({ error });
    }
  });
}
