import { Worker } from "node:worker_threads";

/**
 * Does jobs in worker threads, each of which takes one after the other. Results come in the order of the jobs.
 *
 * @param module the path of one that calls `serveJobs`
 * @param stop asked before each job whether to begin no more of them
 */
export async function runInWorkers<J, R>(
  module: string,
  jobs: readonly J[],
  threads: number,
  onResult: (result: R) => void,
  stop: () => boolean,
): Promise<void> {
  const results = new Map<number, R>();
  let begun = 0;
  let told = 0;
  const tell = (): void => {
    for (let next = results.get(told); next !== undefined; next = results.get(told)) {
      results.delete(told++);
      onResult(next);
    }
  };
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(module);
      const next = (): void => {
        const index = begun;
        const job = jobs[index];
        if (job === undefined || stop()) {
          void worker.terminate().then(() => resolve());
          return;
        }
        begun++;
        worker.once("message", (message: { result: R } | { error: unknown }) => {
          if ("error" in message) {
            void worker.terminate();
            reject(message.error);
            return;
          }
          results.set(index, message.result);
          tell();
          next();
        });
        worker.postMessage({ job });
      };
      worker.once("error", reject);
      next();
    });
  await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, work));
}
