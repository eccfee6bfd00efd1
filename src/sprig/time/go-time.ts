import { type GoFunc, GoInt, GoStruct } from "../../gotemplate/value.ts";
import { stringToBytes } from "../../util/byte-string.ts";
import { CallError } from "../call-error.ts";
import { type FunctionTable, goFunc } from "../go-func.ts";
import { civilFromSeconds, secondsFromCivil, weekdayOf, yearDayOf } from "./civil-time.ts";
import { digits, formatTime } from "./format-time.ts";
import { isSameZone, LOCAL, UTC, type Zone, type ZonePeriod } from "./zone.ts";

const NANOSECONDS = 1_000_000_000n;
/** The zero time, 0001-01-01T00:00:00Z, in seconds since 1970. */
const ZERO_SECONDS = -62_135_596_800n;
const RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";

/** Go's time.Time: a moment, the zone it is shown in, and for `now` the time since the program began. */
export class GoTime extends GoStruct {
  constructor(
    /** since 1970 (UTC) */
    readonly seconds: bigint,
    readonly nanoseconds: number,
    readonly zone: Zone,
    /** The monotonic clock in nanoseconds, where the time has one. */
    readonly monotonic?: bigint,
  ) {
    // The methods refer to the time itself, which is there only after super().
    const methods = new Map<string, GoFunc>();
    super(
      "time.Time",
      new Map(),
      methods,
      () => this.text(),
      false,
      () => this.rfc3339("Time.MarshalJSON"),
    );
    for (const [name, method] of Object.entries(timeMethods(this))) methods.set(name, method);
  }

  static get zero(): GoTime {
    return new GoTime(ZERO_SECONDS, 0, UTC);
  }

  /** A moment in nanoseconds since 1970. */
  static fromNanoseconds(nanoseconds: bigint, zone: Zone, monotonic?: bigint): GoTime {
    const within = ((nanoseconds % NANOSECONDS) + NANOSECONDS) % NANOSECONDS;
    return new GoTime((nanoseconds - within) / NANOSECONDS, Number(within), zone, monotonic);
  }

  get period(): ZonePeriod {
    return this.zone.periodAt(this.seconds);
  }

  /** Nanoseconds since 1970. */
  get instant(): bigint {
    return this.seconds * NANOSECONDS + BigInt(this.nanoseconds);
  }

  in(zone: Zone): GoTime {
    return new GoTime(this.seconds, this.nanoseconds, zone);
  }

  add(duration: bigint): GoTime {
    const monotonic = this.monotonic === undefined ? undefined : this.monotonic + duration;
    return GoTime.fromNanoseconds(this.instant + duration, this.zone, monotonic);
  }

  /** Nanoseconds from another time to this one, at most what an int64 holds. */
  since(other: GoTime): bigint {
    const distance = this.instant - other.instant;
    const limit = 2n ** 63n;
    return distance >= limit ? limit - 1n : distance < -limit ? -limit : distance;
  }

  layout(layout: string): string {
    return formatTime({ seconds: this.seconds, nanoseconds: this.nanoseconds, period: this.period }, layout);
  }

  /** Time.String */
  text(): string {
    const shown = this.layout("2006-01-02 15:04:05.999999999 -0700 MST");
    if (this.monotonic === undefined) return shown;
    const size = this.monotonic < 0n ? -this.monotonic : this.monotonic;
    const sign = this.monotonic < 0n ? "-" : "+";
    return `${shown} m=${sign}${size / NANOSECONDS}.${digits(Number(size % NANOSECONDS), 9)}`;
  }

  /** What the Marshal methods write; `method` names the one that refuses a year of more than four digits. */
  rfc3339(method: string): string {
    const { year } = civilFromSeconds(this.seconds + BigInt(this.period.offset));
    if (year < 0 || year > 9999) throw new CallError(`${method}: year outside of range [0,9999]`);
    return this.layout(RFC3339_NANO);
  }

  /** For deepEqual. */
  hasSameContent(other: GoStruct): boolean {
    return (
      other instanceof GoTime &&
      other.instant === this.instant &&
      other.monotonic === this.monotonic &&
      isSameZone(other.zone, this.zone, this.seconds)
    );
  }

  /** For deepCopy. */
  copied(): GoTime {
    return this;
  }
}

function timeMethods(time: GoTime): FunctionTable {
  const civil = () => civilFromSeconds(time.seconds + BigInt(time.period.offset));
  const int = (
    read: () => number | bigint,
    type?: "int64" | "time.Month" | "time.Weekday" | "time.Duration",
  ) => goFunc([], () => new GoInt(BigInt(read()), type ?? "int"));
  const against = (compare: (difference: bigint) => boolean) =>
    goFunc(["time.Time"], (other) => compare(time.instant - other.instant));
  return {
    Year: int(() => civil().year),
    Month: int(() => civil().month, "time.Month"),
    Day: int(() => civil().day),
    Hour: int(() => civil().hour),
    Minute: int(() => civil().minute),
    Second: int(() => civil().second),
    Nanosecond: int(() => time.nanoseconds),
    YearDay: int(() => yearDayOf(civil())),
    Weekday: int(() => weekdayOf(time.seconds + BigInt(time.period.offset)), "time.Weekday"),
    Unix: int(() => time.seconds, "int64"),
    UnixMilli: int(() => time.seconds * 1000n + BigInt(Math.floor(time.nanoseconds / 1e6)), "int64"),
    UnixMicro: int(() => time.seconds * 1_000_000n + BigInt(Math.floor(time.nanoseconds / 1e3)), "int64"),
    UnixNano: int(() => BigInt.asIntN(64, time.instant), "int64"),
    Location: goFunc([], () => location(time.zone)),
    UTC: goFunc([], () => time.in(UTC)),
    Local: goFunc([], () => time.in(LOCAL)),
    IsZero: goFunc([], () => time.seconds === ZERO_SECONDS && time.nanoseconds === 0),
    IsDST: goFunc([], () => time.period.isDst),
    Format: goFunc(["string"], (layout) => time.layout(layout)),
    String: goFunc([], () => time.text()),
    MarshalJSON: goFunc([], () => stringToBytes(`"${time.rfc3339("Time.MarshalJSON")}"`)),
    MarshalText: goFunc([], () => stringToBytes(time.rfc3339("Time.MarshalText"))),
    After: against((difference) => difference > 0n),
    Before: against((difference) => difference < 0n),
    Equal: against((difference) => difference === 0n),
    Compare: goFunc(["time.Time"], (other) => {
      const difference = time.instant - other.instant;
      return new GoInt(difference > 0n ? 1n : difference < 0n ? -1n : 0n);
    }),
    Sub: goFunc(["time.Time"], (other) => new GoInt(time.since(other), "time.Duration")),
    Add: goFunc(["time.Duration"], (duration) => time.add(duration.value)),
    AddDate: goFunc(["int", "int", "int"], (years, months, days) => addDate(time, years, months, days)),
    Round: goFunc(["time.Duration"], (duration) => rounded(time, duration.value, true)),
    Truncate: goFunc(["time.Duration"], (duration) => rounded(time, duration.value, false)),
  };
}

/** A *time.Location, which templates can only print. */
function location({ name }: Zone): GoStruct {
  const text = (): string => name;
  return new GoStruct("*time.Location", new Map(), new Map([["String", goFunc([], text)]]), text);
}

/** The same clock time some years, months and days later; a day too many for its month goes on into the next. */
function addDate(time: GoTime, years: number, months: number, days: number): GoTime {
  const civil = civilFromSeconds(time.seconds + BigInt(time.period.offset));
  const clock = secondsFromCivil({
    ...civil,
    year: civil.year + years,
    month: civil.month + months,
    day: civil.day + days,
  });
  return new GoTime(clock - BigInt(offsetOnClock(clock, time.zone)), time.nanoseconds, time.zone);
}

/** The offset at a moment given by what a zone's clock shows; of two such moments the first, as Go's Date takes. */
function offsetOnClock(clock: bigint, zone: Zone): number {
  const { offset } = zone.periodAt(clock - BigInt(zone.periodAt(clock).offset));
  return offset;
}

/** To a multiple of a duration since the zero time. */
function rounded(time: GoTime, unit: bigint, isNearest: boolean): GoTime {
  const plain = new GoTime(time.seconds, time.nanoseconds, time.zone);
  if (unit <= 0n) return plain;
  const sinceZero = time.instant - ZERO_SECONDS * NANOSECONDS;
  const over = ((sinceZero % unit) + unit) % unit;
  return plain.add(isNearest && over + over >= unit ? unit - over : -over);
}
