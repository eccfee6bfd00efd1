import type { CommandResult, RunOptions } from "../../helm/client.ts";
import type { Kernel } from "../../sim/kernel.ts";
import { Signal } from "../../sim/signal.ts";
import { firstOf, type Process, timer, wait } from "../../sim/wait.ts";
import type { HelmStep, KubectlStep } from "./step.ts";

/** A program that can be a step: `helm`, `kubectl`. */
export interface Client {
  run(args: readonly string[], options?: RunOptions): Process<CommandResult>;
}

/**
 * Runs one command to its end, or until its `timeout` interrupts or kills it. As with GNU's timeout, a command that
 * was interrupted counts as 124, one that was killed as 137, and then the shell says so.
 */
export function* runStep(
  { args, command, timeout }: HelmStep | KubectlStep,
  client: Client,
  kernel: Kernel,
): Process<CommandResult> {
  if (timeout === undefined) return yield* client.run(args);
  const signal = new Signal<"INT" | "KILL">(`a signal for ${command}`);
  const task = kernel.spawn(command, client.run(args, { signal }));
  const first = yield* firstOf({ done: task.done, timeout: timer(timeout.after) });
  if (first.key === "done") return task.result();
  const killed = timeout.signal === "KILL";
  signal.emit(killed ? "KILL" : "INT");
  yield* wait(task.done);
  const { stdout, stderr } = task.result();
  return killed ? { exitCode: 137, stdout, stderr: `${stderr}Killed\n` } : { exitCode: 124, stdout, stderr };
}
