import type { TomlGeneration } from "./toml-source.ts";

/** A point in time as TOML writes it; what has no offset is taken for UTC, in a zone with a name that says so. */
export interface TomlTime {
  /** since 1970 (UTC) */
  readonly seconds: bigint;
  readonly nanoseconds: number;
  readonly zone: { readonly name: string; readonly offsetSeconds: number };
}

const DATE_TIME =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(:[0-9]{2}(?:\.[0-9]+)?)?(Z|[-+][0-9]{2}:[0-9]{2})?)?$/;
const TIME = /^([0-9]{2}):([0-9]{2})(:[0-9]{2}(?:\.[0-9]+)?)?$/;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Undefined if the text, with `T` and `Z` in it, is no time. TOML 1.1 lets the seconds be left out. */
export function tomlTime(text: string, generation: TomlGeneration): TomlTime | undefined {
  const time = TIME.exec(text);
  if (time !== null) {
    const [, hour, minute, second] = time;
    const clock = clockTime(hour, minute, second, generation);
    return clock && moment(0, 1, 1, clock, { name: "time-local", offsetSeconds: 0 });
  }
  const [, year, month, day, hour, minute, second, zone] = DATE_TIME.exec(text) ?? [];
  const leap =
    month === "02" && Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const days = (DAYS[Number(month) - 1] ?? 0) + (leap ? 1 : 0);
  if (year === undefined || Number(day) < 1 || Number(day) > days) return undefined;
  const name = hour === undefined ? "date-local" : "datetime-local";
  const offset = zone === undefined ? { name, offsetSeconds: 0 } : readZone(zone);
  const clock = clockTime(hour ?? "00", minute ?? "00", hour === undefined ? ":00" : second, generation);
  return clock && offset && moment(Number(year), Number(month), Number(day), clock, offset);
}

interface Clock {
  readonly seconds: number;
  readonly nanoseconds: number;
}

function clockTime(
  hour = "",
  minute = "",
  second: string | undefined,
  generation: TomlGeneration,
): Clock | undefined {
  if (second === undefined && generation === "1.0") return undefined;
  const [whole = "0", fraction = ""] = (second ?? ":00").slice(1).split(".");
  if (Number(hour) > 23 || Number(minute) > 59 || Number(whole) > 59) return undefined;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(whole);
  return { seconds, nanoseconds: Number(fraction.slice(0, 9).padEnd(9, "0")) };
}

function readZone(zone: string): TomlTime["zone"] | undefined {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 24 || minutes > 60) return undefined;
  const offsetSeconds = (hours * 60 + minutes) * 60 * (zone.startsWith("-") ? -1 : 1);
  return offsetSeconds === 0 ? { name: "UTC", offsetSeconds: 0 } : { name: "", offsetSeconds };
}

function moment(year: number, month: number, day: number, clock: Clock, zone: TomlTime["zone"]): TomlTime {
  // Date.UTC takes a year below 100 for one of the 20th century; 400 years later all days are the same ones.
  const days = Date.UTC(year + 400, month - 1, day) / 86_400_000 - 146_097;
  return {
    seconds: BigInt(days * 86_400 + clock.seconds - zone.offsetSeconds),
    nanoseconds: clock.nanoseconds,
    zone,
  };
}
