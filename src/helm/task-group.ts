import type { Kernel } from "../sim/kernel.ts";
import type { Task } from "../sim/task.ts";
import { type Process, wait } from "../sim/wait.ts";

/** The concurrent parts of one process: they end with it. */
export class TaskGroup {
  private readonly running = new Set<Task<unknown>>();

  constructor(private readonly kernel: Kernel) {}

  spawn<T>(name: string, process: Process<T>): Task<T> {
    const task = this.kernel.spawn(name, process);
    this.running.add(task as Task<unknown>);
    return task;
  }

  /** Runs processes side by side and waits for all of them; gives each one's result or error, in the order given. */
  *all<T>(name: string, processes: readonly Process<T>[]): Process<Settled<T>[]> {
    const tasks = processes.map((process) => this.spawn(name, settle(process)));
    for (const task of tasks) yield* wait(task.done);
    for (const task of tasks) this.running.delete(task as Task<unknown>);
    return tasks.map((task) => task.result());
  }

  /** Ends whatever still runs, where it waits. */
  cancel(): void {
    for (const task of this.running) task.cancel();
    this.running.clear();
  }
}

export type Settled<T> = { readonly value: T } | { readonly error: unknown };

function* settle<T>(process: Process<T>): Process<Settled<T>> {
  try {
    return { value: yield* process };
  } catch (error) {
    return { error };
  }
}
