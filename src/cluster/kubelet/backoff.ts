/** Growing delays by key, as client-go's flowcontrol.Backoff counts them; times in milliseconds. */
export class Backoff {
  /** made when something fails: most never does */
  private entries: Map<string, { delay: number; updated: number }> | undefined;

  constructor(
    private readonly first: number,
    private readonly longest: number,
  ) {}

  /** Whether the delay of `key`, counted from `since`, is still running at `now`. */
  isWaiting(key: string, now: number, since?: number): boolean {
    return now < this.until(key, now, since);
  }

  /**
   * When the delay of `key`, counted from `since`, ends; 0 without one. It is forgotten when what it delays did well,
   * that is when `since` is more than twice the longest delay after it was last used.
   */
  until(key: string, now: number, since?: number): number {
    const entry = this.entries?.get(key);
    if (entry === undefined || this.isStale(entry.updated, since ?? now)) return 0;
    return (since ?? entry.updated) + entry.delay;
  }

  /** Uses the delay of `key` at `now`, for what happened at `since`: doubles it, or starts with the first one. */
  next(key: string, now: number, since: number): void {
    const entry = this.entries?.get(key);
    const stale = entry === undefined || this.isStale(entry.updated, since);
    this.entries ??= new Map();
    this.entries.set(key, {
      delay: stale ? this.first : Math.min(entry.delay * 2, this.longest),
      updated: now,
    });
  }

  private isStale(updated: number, since: number): boolean {
    return since - updated > 2 * this.longest;
  }

  delayOf(key: string): number {
    return this.entries?.get(key)?.delay ?? 0;
  }
}
