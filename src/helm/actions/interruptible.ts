import { firstOf, type Process, wait } from "../../sim/wait.ts";
import { HelmFailure } from "../helm-failure.ts";
import type { Session } from "../session.ts";

/**
 * Runs the working part of install or upgrade beside the wait for an interrupt. When that comes, the command goes on at
 * once, as failed, while the work itself still runs until the process ends (as Helm's goroutine does).
 */
export function* interruptible<T>(session: Session, name: string, work: () => Process<T>): Process<T> {
  const { interrupt, tasks } = session;
  const outcome: { settled?: { readonly value: T } | { readonly error: unknown } } = {};
  const task = tasks.spawn(name, settleInto(outcome, work));
  if (!interrupt.cancelled) yield* firstOf({ done: task.done, interrupted: interrupt.done });
  if (interrupt.cancelled && outcome.settled === undefined) throw new HelmFailure("context canceled");
  yield* wait(task.done);
  const { settled } = outcome;
  if (settled === undefined) throw new HelmFailure("context canceled");
  if ("error" in settled) throw settled.error;
  return settled.value;
}

function* settleInto<T>(
  outcome: { settled?: { readonly value: T } | { readonly error: unknown } },
  work: () => Process<T>,
): Process<void> {
  try {
    outcome.settled = { value: yield* work() };
  } catch (error) {
    outcome.settled = { error };
  }
}
