import type { ScheduledEvent } from "../../sim/event-queue.ts";
import type { Kernel } from "../../sim/kernel.ts";
import { ApiError } from "../api/api-error.ts";

/**
 * A controller's queue of keys: each waits there once, is worked on after the controller's latency, and again later if it
 * is added meanwhile, but not before the earlier work is done. A delayed key keeps its earliest time; one whose sync
 * failed, or was refused by the server, comes back after a growing delay (staging/client-go/util/workqueue).
 */
export class WorkQueue {
  private readonly items = new Map<string, Item>();

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
    let item = this.items.get(key);
    if (item === undefined) {
      item = { key, due: undefined, busyUntil: 0, failures: 0 };
      this.items.set(key, item);
    }
    this.scheduleItem(item, this.kernel.now + delay);
  }

  private scheduleItem(item: Item, at: number): void {
    const { now } = this.kernel;
    const time = Math.max(at, item.busyUntil);
    if (item.due !== undefined) {
      if (item.due.time <= time) return;
      this.kernel.cancel(item.due);
    }
    item.due = this.kernel.schedule(time - now, () => this.work(item));
  }

  /** What was added during the sync has to wait as well. */
  private occupy(item: Item, took: number): void {
    const { due } = item;
    item.busyUntil = this.kernel.now + took;
    if (due === undefined) return;
    this.kernel.cancel(due);
    item.due = undefined;
    this.scheduleItem(item, due.time);
  }

  private work(item: Item): void {
    item.due = undefined;
    item.busyUntil = 0;
    try {
      const took = this.options.sync(item.key);
      item.failures = 0;
      if (typeof took === "number") this.occupy(item, took);
    } catch (error) {
      if (!(error instanceof RetryLater || error instanceof ApiError)) throw error;
      const { first, longest } = this.options.retry;
      this.addAfter(item.key, Math.min(first * 2 ** item.failures++, longest));
    }
    if (item.due === undefined && item.busyUntil <= this.kernel.now) this.items.delete(item.key);
  }
}

/** What is known of a key that waits, or may not be worked on yet. */
interface Item {
  readonly key: string;
  due: ScheduledEvent | undefined;
  /** until when the calls of the last sync take, virtual milliseconds */
  busyUntil: number;
  failures: number;
}

/** Thrown by a sync that failed and is to be tried again. */
export class RetryLater extends Error {
  override readonly name = "RetryLater";
}
