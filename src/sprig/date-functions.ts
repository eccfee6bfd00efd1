import { durationText } from "../gotemplate/text/duration-text.ts";
import { GoInt, type Value } from "../gotemplate/value.ts";
import { CallError } from "./call-error.ts";
import { type FunctionTable, goFunc } from "./go-func.ts";
import { parseInt64 } from "./parse-number.ts";
import { GoTime } from "./time/go-time.ts";
import { loadZone } from "./time/load-zone.ts";
import { parseDuration } from "./time/parse-duration.ts";
import { parseTime } from "./time/parse-time.ts";
import { LOCAL, UTC } from "./time/zone.ts";

/** Where `now` comes from. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

const SECOND = 1_000_000_000n;
const HTML_DATE = "2006-01-02";

/** sprig's date.go. Local time is UTC. */
export function dateFunctions(clock: Clock): FunctionTable {
  let started: number | undefined;
  const now = (): GoTime => {
    const at = clock.now();
    started ??= at;
    return GoTime.fromNanoseconds(toNanoseconds(at), LOCAL, toNanoseconds(at - started));
  };
  const since = (time: GoTime): bigint => now().since(time);
  const show = (layout: string, date: Value, zone: string): string =>
    (timeOf(date) ?? now()).in(loadZone(zone) ?? UTC).layout(layout);
  const inZone = goFunc(["string", "interface {}", "string"], show);
  const modify = goFunc(["string", "time.Time"], (text, time) => {
    try {
      return time.add(parseDuration(text));
    } catch (error) {
      if (error instanceof CallError) return time;
      throw error;
    }
  });
  const mustModify = goFunc(["string", "time.Time"], (text, time) => time.add(parseDuration(text)));
  return {
    now: goFunc([], now),
    date: goFunc(["string", "interface {}"], (layout, date) => show(layout, date, "Local")),
    dateInZone: inZone,
    date_in_zone: inZone,
    htmlDate: goFunc(["interface {}"], (date) => show(HTML_DATE, date, "Local")),
    htmlDateInZone: goFunc(["interface {}", "string"], (date, zone) => show(HTML_DATE, date, zone)),
    dateModify: modify,
    date_modify: modify,
    mustDateModify: mustModify,
    must_date_modify: mustModify,
    toDate: goFunc(["string", "string"], (layout, text) => {
      try {
        return toDate(layout, text);
      } catch (error) {
        if (error instanceof CallError) return GoTime.zero;
        throw error;
      }
    }),
    mustToDate: goFunc(["string", "string"], toDate),
    unixEpoch: goFunc(["time.Time"], (time) => String(time.seconds)),
    ago: goFunc(["interface {}"], (date) => durationText(toSeconds(since(instantOf(date) ?? now())))),
    duration: goFunc(["interface {}"], (seconds) =>
      durationText(BigInt.asIntN(64, wholeSeconds(seconds) * SECOND)),
    ),
    durationRound: goFunc(["interface {}"], (value) => {
      if (value instanceof GoTime) return roughDuration(since(value));
      return roughDuration(typeof value === "string" ? durationOrZero(value) : int64Of(value));
    }),
  };
}

function toNanoseconds(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds * 1000)) * 1000n;
}

/** What `date` takes for a time: also ints of the usual sizes, as seconds since 1970. */
function timeOf(date: Value): GoTime | undefined {
  const isSeconds = date instanceof GoInt && ["int", "int32", "int64"].includes(date.goType);
  return isSeconds ? new GoTime(date.value, 0, LOCAL) : date instanceof GoTime ? date : undefined;
}

/** What `ago` takes for a time, an int32 not among it. */
function instantOf(date: Value): GoTime | undefined {
  return date instanceof GoInt && date.goType === "int32" ? undefined : timeOf(date);
}

function toDate(layout: string, text: string): GoTime {
  const { seconds, nanoseconds, zone } = parseTime(layout, text, LOCAL);
  return new GoTime(seconds, nanoseconds, zone);
}

/** To whole seconds, half away from zero. */
function toSeconds(duration: bigint): bigint {
  const half = duration < 0n ? -SECOND / 2n : SECOND / 2n;
  return ((duration + half) / SECOND) * SECOND;
}

function int64Of(value: Value): bigint {
  return value instanceof GoInt && value.goType === "int64" ? value.value : 0n;
}

function wholeSeconds(value: Value): bigint {
  return typeof value === "string" ? (parseInt64(value, 10)?.value ?? 0n) : int64Of(value);
}

function durationOrZero(text: string): bigint {
  try {
    return parseDuration(text);
  } catch (error) {
    if (error instanceof CallError) return 0n;
    throw error;
  }
}

const ROUGH_UNITS = [
  [365n * 24n * 3600n, "y"],
  [30n * 24n * 3600n, "mo"],
  [24n * 3600n, "d"],
  [3600n, "h"],
  [60n, "m"],
  [1n, "s"],
] as const;

/** The largest unit that the duration exceeds, and how many of it: `400h` is `16d`, `24h` still `24h`. */
function roughDuration(duration: bigint): string {
  const size = duration < 0n ? -duration : duration;
  for (const [seconds, name] of ROUGH_UNITS) {
    if (size > seconds * SECOND) return `${size / (seconds * SECOND)}${name}`;
  }
  return "0s";
}
