import type { ScheduledEvent } from "../../sim/event-queue.ts";
import type { Kernel } from "../../sim/kernel.ts";
import { ApiError } from "../api/api-error.ts";

/**
 * A controller's queue of keys: each waits there once, is worked on after the controller's latency, and again later if it
 * is added meanwhile, but not before the earlier work is done. A delayed key keeps its earliest time; one whose sync
 * failed, or was refused by the server, comes back after a growing delay (staging/client-go/util/workqueue).
 */
export class WorkQueue {
  private readonly due = new Map<string, ScheduledEvent>();
  private readonly failures = new Map<string, number>();
  /** until when the calls of the last sync take, virtual milliseconds */
  private readonly busy = new Map<string, number>();

  constructor(
    private readonly kernel: Kernel,
    private readonly options: {
      /** milliseconds between an event and the work on it */
      readonly latency: number;
      /** gives how long its calls take altogether, milliseconds, where that matters */
      readonly sync: (key: string) => unknown;
      /** first and longest delay after a failure, milliseconds */
      readonly retry: { readonly first: number; readonly longest: number };
    },
  ) {}

  add(key: string): void {
    this.schedule(key, this.options.latency);
  }

  /** Works on `key` after `delay` milliseconds, or when it is due already, if that is earlier. */
  addAfter(key: string, delay: number): void {
    this.schedule(key, Math.max(delay, 0) + this.options.latency);
  }

  private schedule(key: string, delay: number): void {
    const { now } = this.kernel;
    const time = Math.max(now + delay, this.busy.get(key) ?? now);
    const pending = this.due.get(key);
    if (pending !== undefined) {
      if (pending.time <= time) return;
      this.kernel.cancel(pending);
    }
    this.due.set(
      key,
      this.kernel.schedule(time - now, () => this.work(key)),
    );
  }

  /** What was added during the sync has to wait as well. */
  private occupy(key: string, took: number): void {
    this.busy.set(key, this.kernel.now + took);
    const pending = this.due.get(key);
    if (pending === undefined) return;
    this.kernel.cancel(pending);
    this.due.delete(key);
    this.schedule(key, pending.time - this.kernel.now);
  }

  private work(key: string): void {
    this.due.delete(key);
    this.busy.delete(key);
    try {
      const took = this.options.sync(key);
      this.failures.delete(key);
      if (typeof took === "number") this.occupy(key, took);
    } catch (error) {
      if (!(error instanceof RetryLater || error instanceof ApiError)) throw error;
      const count = this.failures.get(key) ?? 0;
      this.failures.set(key, count + 1);
      const { first, longest } = this.options.retry;
      this.addAfter(key, Math.min(first * 2 ** count, longest));
    }
  }
}

/** Thrown by a sync that failed and is to be tried again. */
export class RetryLater extends Error {
  override readonly name = "RetryLater";
}
