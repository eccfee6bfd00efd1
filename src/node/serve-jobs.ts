import { parentPort } from "node:worker_threads";

/** Makes this thread a worker of a `WorkerPool`: it answers each job with its result, or with the error. */
export function serveJobs<J, R>(work: (job: J) => R): void {
  parentPort?.on("message", (message: { readonly job: J } | "end") => {
    if (message === "end") {
      parentPort?.close();
      return;
    }
    try {
      parentPort?.postMessage({ result: work(message.job) });
    } catch (error) {
      parentPort?.postMessage({ error });
    }
  });
}
