/**
 * Feeds made-up input to what reads input of strangers, for as long as it is told:
 *
 *     npm run fuzz -- [--targets template,yaml] [--seconds 60] [--seed 1] [--from 0] [--only INDEX]
 *
 * Input number N of a seed is always the same, so that `--seed 1 --targets yaml --only N` repeats a defect.
 * A defect is an error that is not made for users, an input that takes ten seconds to compute, and one that takes more
 * memory than 512 MB.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Defect, fuzzIn, type Progress, patience, type Task } from "./fuzz-in.ts";
import { targetNames } from "./targets.ts";

if (process.send === undefined) {
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
      to: only === undefined ? Number.MAX_SAFE_INTEGER : only + 1,
      seconds: Number(values.seconds),
    });
    found += defects.length;
    for (const { index, what, input } of defects) console.log(`${target} #${index}: ${what}\n    ${input}`);
    console.log(`${target}: ${inputs} inputs, ${defects.length} defects`);
  }
  process.exitCode = found === 0 ? 0 : 1;
} else {
  await fuzzIn(JSON.parse(process.argv[2] ?? "") as Task);
  process.disconnect();
}

/** Runs a target in a process of its own, and starts another where that one hangs or runs out of memory. */
async function supervise(task: Task): Promise<{ inputs: number; defects: readonly Defect[] }> {
  const defects: Defect[] = [];
  const end = Date.now() + task.seconds * 1000;
  let next = task.from;
  while (next < task.to && Date.now() < end && defects.length < 50) {
    const last = await oneProcess({ ...task, from: next, seconds: (end - Date.now()) / 1000 }, defects);
    next = last.next;
    if (last.died !== undefined)
      defects.push({ index: next++, what: last.died, input: "(repeat it with --only)" });
  }
  return { inputs: next - task.from, defects };
}

async function oneProcess(
  task: Task,
  defects: Defect[],
): Promise<{ next: number; died: string | undefined }> {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(task)], {
    execArgv: ["--enable-source-maps", "--max-old-space-size=512"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let next = task.from;
  let heard = Date.now();
  let hangs = false;
  const longest = 6 * patience(task.target); // on a busy machine
  const watchdog = setInterval(() => {
    hangs = Date.now() - heard > longest;
    if (hangs) child.kill("SIGKILL");
  }, 500);
  child.on("message", (message: Progress) => {
    heard = Date.now();
    next = message.next;
    defects.push(...message.defects);
  });
  // the last messages may come after the end of the process
  const [[code, signal]] = await Promise.all([once(child, "exit"), once(child, "disconnect")]);
  clearInterval(watchdog);
  if (hangs) return { next, died: `takes more than ${longest / 1000} s` };
  return { next, died: code === 0 ? undefined : `ends the process: ${signal ?? code}` };
}
