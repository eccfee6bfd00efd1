import type { Kernel } from "../../../sim/kernel.ts";

/** between the deletions of failed pods on one node, milliseconds; doubled each time */
const first = 1000;
const longest = 900_000;

/** Lets a node's failed pods be replaced more and more slowly (staging/client-go/util/flowcontrol/backoff.go). */
export class FailedPodBackoff {
  private readonly entries = new Map<string, { readonly delay: number; readonly since: number }>();

  constructor(private readonly kernel: Kernel) {}

  /** Begins the next wait for `key` and gives 0, or else how long the present one still is to be waited for, milliseconds. */
  next(key: string): number {
    const { now } = this.kernel;
    const last = this.entries.get(key);
    const isForgotten = last === undefined || now - last.since > 2 * longest;
    if (!isForgotten && now - last.since < last.delay) return last.delay;
    const delay = isForgotten ? first : Math.min(last.delay * 2, longest);
    this.entries.set(key, { delay, since: now });
    return 0;
  }
}
