/**
 * Feeds made-up input to what reads input of strangers, for as long as it is told:
 *
 *     npm run fuzz -- [--targets template,yaml] [--seconds 60] [--seed 1] [--from 0] [--only INDEX]
 *
 * Input number N of a seed is always the same, so that `--seed 1 --targets yaml --only N` repeats a defect.
 * A defect is an error that is not made for users, an input that takes more than ten seconds, and one that takes more
 * memory than 512 MB.
 */
import { parseArgs } from "node:util";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { type Defect, fuzzIn, type Progress, type Task } from "./fuzz-in.ts";
import { targetNames } from "./targets.ts";

/** Milliseconds of computing for one input; waiting, as on a busy machine, may take six times as long. */
const patience = 10_000;
/** Starting the program for each input, and whole simulations, take longer. */
const slow: ReadonlySet<string> = new Set(["command-line", "model"]);

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      targets: { type: "string", default: targetNames.join(",") },
      seconds: { type: "string", default: "60" },
      seed: { type: "string", default: "1" },
      from: { type: "string", default: "0" },
      only: { type: "string" },
    },
  });
  let found = 0;
  for (const target of values.targets.split(",")) {
    const only = values.only === undefined ? undefined : Number(values.only);
    const { inputs, defects } = await supervise({
      target,
      seed: Number(values.seed),
      from: only ?? Number(values.from),
      to: only === undefined ? Number.POSITIVE_INFINITY : only + 1,
      seconds: Number(values.seconds),
    });
    found += defects.length;
    for (const { index, what, input } of defects) console.log(`${target} #${index}: ${what}\n    ${input}`);
    console.log(`${target}: ${inputs} inputs, ${defects.length} defects`);
  }
  process.exitCode = found === 0 ? 0 : 1;
} else await fuzzIn(workerData as Task);

function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs a target in a thread of its own, and starts another where that one hangs or runs out of memory. */
async function supervise(task: Task): Promise<{ inputs: number; defects: readonly Defect[] }> {
  const defects: Defect[] = [];
  const end = Date.now() + task.seconds * 1000;
  let next = task.from;
  while (next < task.to && Date.now() < end && defects.length < 50) {
    const last = await oneThread({ ...task, from: next, seconds: (end - Date.now()) / 1000 }, defects);
    next = last.next;
    if (last.died !== undefined)
      defects.push({ index: next++, what: last.died, input: "(repeat it with --only)" });
  }
  return { inputs: next - task.from, defects };
}

function oneThread(task: Task, defects: Defect[]): Promise<{ next: number; died: string | undefined }> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
      stdout: false,
    });
    let next = task.from;
    let heard = Date.now();
    let used = computed();
    let died: string | undefined;
    const watchdog = setInterval(() => {
      const factor = slow.has(task.target) ? 6 : 1;
      if (computed() - used < patience * factor && Date.now() - heard < 6 * patience * factor) return;
      died = `takes more than ${patience / 1000} s`;
      void worker.terminate();
    }, 500);
    worker.on("message", (message: Progress) => {
      heard = Date.now();
      used = computed();
      next = message.next;
      defects.push(...message.defects);
    });
    worker.on("error", (error) => {
      died ??= String(error);
    });
    worker.on("exit", () => {
      clearInterval(watchdog);
      resolve({ next, died });
    });
  });
}
