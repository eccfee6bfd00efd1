import type { Outcome } from "../helm/progress.ts";
import { extended } from "../util/extended.ts";
import type { Ending } from "./recording.ts";

interface Span<T> {
  readonly what: T;
  readonly start: number;
  ended: { readonly at: number; readonly outcome: Outcome } | undefined;
}

/** Things that begin and mostly end, known by the object that announced them. */
export class Spans<K extends object, T extends object> {
  private readonly spans = new Map<K, Span<T>>();

  start(key: K, what: T, now: number): void {
    this.spans.set(key, { what, start: now, ended: undefined });
  }

  end(key: K, outcome: Outcome, now: number): void {
    const span = this.spans.get(key);
    if (span !== undefined) span.ended = { at: now, outcome };
  }

  /** All of them in the order in which they began; what has not ended goes on until `now`. */
  all(now: number): (T & Ending)[] {
    return Array.from(this.spans.values(), ({ what, start, ended }) =>
      extended(what, {
        start,
        end: ended?.at ?? now,
        outcome: ended === undefined ? "unfinished" : ended.outcome.ok ? "succeeded" : "failed",
        error: ended === undefined || ended.outcome.ok ? "" : ended.outcome.error,
      }),
    );
  }
}
