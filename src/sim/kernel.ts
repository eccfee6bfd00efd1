import { EventQueue, type ScheduledEvent } from "./event-queue.ts";
import { SimulationError } from "./simulation-error.ts";
import { Task, type TaskOptions } from "./task.ts";
import type { Process } from "./wait.ts";

/** Where a run must end at the latest; each bound has its own error. */
export interface Bounds {
  /** virtual milliseconds */
  readonly time: number;
  /** events taken from the queue */
  readonly events: number;
}

const defaultBounds: Bounds = { time: 30 * 24 * 3600 * 1000, events: 200_000_000 };

/**
 * The discrete-event kernel: virtual time in integer milliseconds, an ordered queue of actions, and processes.
 * It knows nothing of Kubernetes or Helm.
 */
export class Kernel {
  private readonly queue = new EventQueue();
  /** those that do not wait for ever */
  private readonly waiting = new Set<Task<unknown>>();
  private sequence = 0;
  private time = 0;
  private processed = 0;
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly bounds: Bounds = defaultBounds) {}

  /** Virtual milliseconds since the start of the run. */
  get now(): number {
    return this.time;
  }

  /** Runs `action` after `delay` milliseconds (rounded to whole ones, never negative). */
  schedule(delay: number, action: () => void): ScheduledEvent {
    const event: ScheduledEvent = {
      time: this.time + Math.max(0, Math.round(delay)),
      sequence: this.sequence++,
      action,
      cancelled: false,
    };
    this.queue.push(event);
    return event;
  }

  cancel(event: ScheduledEvent): void {
    event.cancelled = true;
  }

  /**
   * Starts a process at the current time. `daemon` processes may wait for ever (a kubelet, a watch); all others are
   * named in a deadlock report when nothing is left that could wake them.
   */
  spawn<T>(name: string, process: Process<T>, options: TaskOptions = {}): Task<T> {
    const task = new Task<T>(this, name, process, options);
    if (!task.daemon) this.waiting.add(task);
    this.schedule(0, () => task.start());
    return task;
  }

  /** Runs `main` to its end and gives its result; other events that are still queued then do not happen. */
  run<T>(main: Task<T>): T {
    while (!main.finished) {
      const event = this.queue.pop();
      if (event === undefined) throw this.deadlock();
      if (event.time > this.bounds.time)
        throw new SimulationError(
          "time-bound",
          `The simulation would run past ${this.bounds.time / 1000} s of virtual time.`,
          `Something waits without end; the latest wait: ${this.describeWaiting()}`,
        );
      if (++this.processed > this.bounds.events)
        throw new SimulationError(
          "event-bound",
          `The simulation took more than ${this.bounds.events} events (virtual time ${this.time / 1000} s).`,
          "Shorten the run, or look for two controllers that undo each other's writes.",
        );
      this.time = event.time;
      event.action();
      if (this.failure !== undefined) throw this.failure.error;
    }
    return main.result();
  }

  /** Called by a task when it ends; an error that nobody joins ends the run. */
  settle(task: Task<unknown>): void {
    this.waiting.delete(task);
    if (task.error !== undefined && !task.observed) this.failure = task.error;
  }

  private deadlock(): SimulationError {
    return new SimulationError(
      "deadlock",
      `Deadlock at ${this.time / 1000} s: nothing is left to happen, but ${this.describeWaiting()}.`,
      "Whatever would wake them does not exist in this run: an object that nobody creates, or a container that never ends.",
    );
  }

  private describeWaiting(): string {
    return Array.from(
      this.waiting,
      ({ name, waitsFor }) => `${name} waits for ${waitsFor ?? "its turn"}`,
    ).join("; ");
  }
}
