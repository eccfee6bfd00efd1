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

const secondsPerDay = 86_400;
/** The end of the year 9999; grace periods may lead beyond what the form of a timestamp has room for. */
const lastSecond = 253_402_300_799;
const twoDigits: readonly string[] = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, "0"));
/** What was asked for last: a run takes few days, and many timestamps are those of the same second. */
let day = { number: 0, text: "1970-01-01T" };
let latest = { seconds: 0, text: "1970-01-01T00:00:00Z" };

export function formatTimestamp(milliseconds: number): string {
  const seconds = Math.min(Math.floor(milliseconds / 1000), lastSecond);
  if (seconds === latest.seconds) return latest.text;
  const number = Math.floor(seconds / secondsPerDay);
  if (number !== day.number)
    day = { number, text: new Date(number * secondsPerDay * 1000).toISOString().slice(0, 11) };
  const left = seconds - number * secondsPerDay;
  const clock = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
  latest = { seconds, text: [day.text, clock.map((each) => twoDigits[each]).join(":"), "Z"].join("") };
  return latest.text;
}

/** Milliseconds since the epoch of an RFC 3339 timestamp. */
export const parseTimestamp = (text: string): number => Date.parse(text);
