/** One thing that will happen: `action` at virtual time `time` (milliseconds). */
export interface ScheduledEvent {
  readonly time: number;
  readonly sequence: number;
  readonly action: () => void;
  cancelled: boolean;
}

/**
 * A binary min-heap of events ordered by (time, sequence), so that ties run in the order in which they were scheduled.
 * Invariant: every parent comes before its children. A cancelled event stays in the heap until it reaches the top.
 */
export class EventQueue {
  private readonly heap: ScheduledEvent[] = [];

  push(event: ScheduledEvent): void {
    const heap = this.heap;
    let i = heap.length;
    heap.push(event);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] as ScheduledEvent;
      if (!before(event, above)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = event;
  }

  /** The earliest event that was not cancelled, removed from the queue; undefined when there is none. */
  pop(): ScheduledEvent | undefined {
    for (;;) {
      const top = this.take();
      if (top === undefined || !top.cancelled) return top;
    }
  }

  private take(): ScheduledEvent | undefined {
    const heap = this.heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    const size = heap.length;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      let smaller = heap[child] as ScheduledEvent;
      const right = heap[child + 1];
      if (right !== undefined && before(right, smaller)) {
        smaller = right;
        child++;
      }
      if (!before(smaller, last)) break;
      heap[i] = smaller;
      i = child;
    }
    heap[i] = last;
    return top;
  }
}

const before = (a: ScheduledEvent, b: ScheduledEvent): boolean =>
  a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
