/** Growing delays by key, as client-go's flowcontrol.Backoff counts them; times in milliseconds. */
export class Backoff {
  private readonly entries = new Map<string, { delay: number; updated: number }>();

  constructor(
    private readonly first: number,
    private readonly longest: number,
  ) {}

  /** Whether the delay of `key`, counted from `since`, is still running at `now`. */
  isWaiting(key: string, now: number, since?: number): boolean {
    return now < this.until(key, now, since);
  }

  /** When the delay of `key` ends; 0 without one. A delay that nobody used for twice the longest is forgotten. */
  until(key: string, now: number, since?: number): number {
    const entry = this.entries.get(key);
    if (entry === undefined) return 0;
    const from = since ?? entry.updated;
    if (now - entry.updated > 2 * this.longest) return 0;
    return from + entry.delay;
  }

  /** Doubles the delay of `key`, or starts with the first one. `at`: from when the coming delay counts. */
  next(key: string, at: number): void {
    const entry = this.entries.get(key);
    const stale = entry === undefined || at - entry.updated > 2 * this.longest;
    this.entries.set(key, {
      delay: stale ? this.first : Math.min(entry.delay * 2, this.longest),
      updated: at,
    });
  }

  delayOf(key: string): number {
    return this.entries.get(key)?.delay ?? 0;
  }
}
