import { basename, dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";

/** Worker threads, each of which does one job after the other. */
export class WorkerPool<J, R> {
  private readonly idle: Worker[] = [];

  /** @param module the path of a built one that calls `serveJobs`; `worker.js`, which loads it, stands beside it */
  constructor(private readonly module: string) {}

  /**
   * Starts workers until so many are there. They get ready while nothing is asked of them, so it pays to start them
   * before the jobs are known.
   */
  start(threads: number): void {
    while (this.idle.length < threads) {
      const launcher = join(dirname(this.module), "worker.js");
      const worker = new Worker(launcher, { workerData: basename(this.module) });
      // one that nobody needs keeps no program from ending
      worker.unref();
      this.idle.push(worker);
    }
  }

  /**
   * Does jobs with the workers that have been started, which then end. Results come in the order of the jobs.
   *
   * @param stop asked before each job whether to begin no more of them; absent: all are done
   * @param here does jobs in this thread as well, one after the other between the messages of the workers
   */
  async run(
    jobs: readonly J[],
    onResult: (result: R) => void,
    { stop, here }: { readonly stop?: (() => boolean) | undefined; readonly here?: (job: J) => R } = {},
  ): Promise<void> {
    const workers = this.idle.splice(0);
    const results = new Map<number, R>();
    let begun = 0;
    let told = 0;
    const tell = (): void => {
      for (let next = results.get(told); next !== undefined; next = results.get(told)) {
        results.delete(told++);
        onResult(next);
      }
    };
    const goesOn = (): boolean => stop?.() !== true;
    // While this thread does a job it hears of no result, so there is another job to go on with - which would be done
    // even if there is a reason to stop.
    const ahead = here === undefined || stop !== undefined ? 1 : 2;
    const work = (worker: Worker): Promise<void> =>
      new Promise((resolve, reject) => {
        const given: number[] = [];
        const next = (): void => {
          const job = jobs[begun];
          if (job !== undefined && goesOn()) {
            given.push(begun++);
            worker.postMessage({ job });
          } else if (given.length === 0) {
            worker.postMessage("end");
            resolve();
          }
        };
        worker.on("message", (message: { result: R } | { error: unknown }) => {
          if ("error" in message) {
            reject(message.error);
            return;
          }
          const index = given.shift();
          if (index !== undefined) results.set(index, message.result);
          tell();
          next();
        });
        worker.on("error", reject);
        worker.ref();
        for (let i = 0; i < ahead; i++) next();
      });
    const workHere = async (doJob: (job: J) => R): Promise<void> => {
      for (let job = jobs[begun]; job !== undefined && goesOn(); job = jobs[begun]) {
        const index = begun++;
        results.set(index, doJob(job));
        tell();
        await setImmediate();
      }
    };
    try {
      await Promise.all([...workers.map(work), ...(here === undefined ? [] : [workHere(here)])]);
    } catch (error) {
      await Promise.all(workers.map((worker) => worker.terminate()));
      throw error;
    }
  }

  /** Ends the workers that have got nothing to do. */
  async dismiss(): Promise<void> {
    await Promise.all(this.idle.splice(0).map((worker) => worker.terminate()));
  }
}

/**
 * Lends a pool, and ends the workers that are left without a job.
 *
 * @param module undefined: there are no workers, and all is to be done in this thread
 */
export async function withWorkers<J, R, T>(
  module: string | undefined,
  use: (pool: WorkerPool<J, R> | undefined) => Promise<T>,
): Promise<T> {
  const pool = module === undefined ? undefined : new WorkerPool<J, R>(module);
  try {
    return await use(pool);
  } finally {
    await pool?.dismiss();
  }
}
