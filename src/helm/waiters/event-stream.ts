import type { ApiServer, WatchEvent } from "../../cluster/api/api-server.ts";
import type { KubeObject } from "../../cluster/api/object.ts";
import { Signal } from "../../sim/signal.ts";
import { firstOf, type Process, timer } from "../../sim/wait.ts";

/** What an informer tells: objects that were there when it began, then every change. */
export type StreamEvent = Pick<WatchEvent, "type" | "object">;

/**
 * Lists the objects of some kinds and then watches them, as an informer does. Must be closed.
 */
export class EventStream {
  private readonly queue: StreamEvent[] = [];
  private readonly arrived = new Signal("a change in the cluster");
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly api: ApiServer,
    kinds: Iterable<string>,
    private readonly wanted: (object: KubeObject) => boolean,
  ) {
    const since = api.kernel.now;
    for (const kind of kinds) {
      const listed = api.list(kind).filter(wanted);
      for (const object of listed) this.queue.push({ type: "ADDED", object });
      // What was written before the list, and is told only now, is in it already.
      const seen = Math.max(0, ...listed.map((each) => Number(each.metadata.resourceVersion)));
      this.stops.push(
        api.watch(kind, (event) => {
          if (event.time < since || Number(event.object.metadata.resourceVersion) <= seen) return;
          if (this.wanted(event.object)) this.push(event);
        }),
      );
    }
  }

  /** The next event, or undefined once `deadline` (virtual milliseconds) is reached. */
  *next(deadline: number): Process<StreamEvent | undefined> {
    while (this.queue.length === 0) {
      const left = deadline - this.api.kernel.now;
      if (left <= 0) return undefined;
      const woken =
        left === Number.POSITIVE_INFINITY
          ? { arrived: this.arrived.next() }
          : { arrived: this.arrived.next(), late: timer(left) };
      yield* firstOf(woken);
    }
    return this.queue.shift();
  }

  /** Adds an event of the client's own, such as a second look at an object. */
  push(event: StreamEvent): void {
    this.queue.push(event);
    this.arrived.emit();
  }

  close(): void {
    for (const stop of this.stops) stop();
  }
}
