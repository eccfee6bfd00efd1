import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { WorkerPool, withWorkers } from "./worker-pool.ts";

const folder = mkdtempSync(join(tmpdir(), "seatrial-pool-"));
afterAll(() => rmSync(folder, { recursive: true }));

// a launcher, and a module that serves jobs as serveJobs does: it waits for so many milliseconds
writeFileSync(
  join(folder, "worker.js"),
  'require(require("node:path").join(__dirname, require("node:worker_threads").workerData));',
);
writeFileSync(
  join(folder, "sleeper.js"),
  `const { parentPort, threadId } = require("node:worker_threads");
  parentPort.on("message", (message) => {
    if (message === "end") return parentPort.close();
    if (message.job < 0) return parentPort.postMessage({ error: new RangeError("no time") });
    setTimeout(() => parentPort.postMessage({ result: { slept: message.job, threadId } }), message.job);
  });`,
);
const module = join(folder, "sleeper.js");

interface Slept {
  readonly slept: number;
  readonly threadId: number;
}

function pool(threads: number): WorkerPool<number, Slept> {
  const workers = new WorkerPool<number, Slept>(module);
  workers.start(threads);
  return workers;
}

test("results come in the order of the jobs, whoever is done first", async () => {
  const results: Slept[] = [];
  await pool(2).run([150, 0, 1, 2, 0], (result) => results.push(result));
  expect(results.map(({ slept }) => slept)).toEqual([150, 0, 1, 2, 0]);
  expect(new Set(results.map(({ threadId }) => threadId)).size).toBe(2);
});

test("a worker that was started before is not started again", async () => {
  const workers = pool(1);
  workers.start(1);
  const threads = new Set<number>();
  await workers.run([0, 0, 0], ({ threadId }) => threads.add(threadId));
  expect(threads.size).toBe(1);
});

test("no more jobs are begun once that is enough", async () => {
  let done = 0;
  const onResult = (): void => {
    done++;
  };
  await pool(1).run([0, 0, 0, 0], onResult, { stop: () => done === 2 });
  expect(done).toBe(2);
});

test("the error of a job is the error of the run", async () => {
  await expect(pool(2).run([5, -1, 5], () => {})).rejects.toThrow(new RangeError("no time"));
});

test("workers that nothing is asked of are ended; without a module there are none", async () => {
  let lent: WorkerPool<number, Slept> | undefined;
  await withWorkers(module, async (workers: WorkerPool<number, Slept> | undefined) => {
    lent = workers;
    workers?.start(2);
  });
  const onResult = (): never => {
    throw new Error("somebody is left to do it");
  };
  await lent?.run([0], onResult);
  expect(await withWorkers(undefined, async (workers) => workers)).toBeUndefined();
});
