/** Turns virtual time into the timestamps of objects and back. */
export class WallClock {
  /** `startedAt`: the wall clock at virtual time zero, in milliseconds since the epoch. */
  constructor(
    readonly startedAt: number,
    private readonly now: () => number,
  ) {}

  /** Milliseconds since the epoch. */
  get milliseconds(): number {
    return this.startedAt + this.now();
  }

  /** RFC 3339 with whole seconds, as metav1.Time is stored (fractions are cut). */
  timestamp(offsetMilliseconds = 0): string {
    return formatTimestamp(this.milliseconds + offsetMilliseconds);
  }
}

export const formatTimestamp = (milliseconds: number): string =>
  `${new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().slice(0, 19)}Z`;

/** Milliseconds since the epoch of an RFC 3339 timestamp. */
export const parseTimestamp = (text: string): number => Date.parse(text);
