import { posixPeriod } from "./posix-zone.ts";
import { LOCAL, UTC, type Zone, type ZonePeriod } from "./zone.ts";
import { zoneBeginnings } from "./zone-beginnings.ts";
import { zoneData } from "./zone-data.ts";

/**
 * time.LoadLocation with the zones that this program carries; undefined for a name that is none. Times before 1970 get the
 * offset with which 1970 began, unless they are from before there was a standard time.
 */
export function loadZone(name: string): Zone | undefined {
  if (name === "" || name === "UTC") return UTC;
  if (name === "Local") return LOCAL;
  let zone = loaded.get(name);
  if (zone === undefined) {
    lines ??= indexLines();
    const line = lines.get(name);
    if (line === undefined) return undefined;
    zone = parseZone(name, line);
    loaded.set(name, zone);
  }
  return zone;
}

const loaded = new Map<string, Zone>();
let lines: Map<string, string> | undefined;

interface Beginning {
  /** seconds since 1970 */
  readonly end: number;
  readonly period: ZonePeriod;
}

let beginnings: Map<string, Beginning> | undefined;

function beginningOf(zone: string): Beginning | undefined {
  beginnings ??= new Map(
    zoneBeginnings()
      .split("\n")
      .flatMap((line) => {
        const [offset, end, name = "", zones = ""] = line.split(" ");
        const beginning = { end: Number(end), period: { offset: Number(offset), name, isDst: false } };
        return zones.split(",").map((each) => [each, beginning] as const);
      }),
  );
  return beginnings.get(zone);
}

interface Change {
  readonly at: number;
  readonly period: ZonePeriod;
}

function indexLines(): Map<string, string> {
  const index = new Map<string, string>();
  for (const line of zoneData().split("\n")) {
    for (const name of line.slice(0, line.indexOf("|")).split(",")) index.set(name, line);
  }
  return index;
}

function parseZone(name: string, line: string): Zone {
  const [, types = "", encoded = "", rule = ""] = line.split("|");
  const periods = types.split(" ").map(parsePeriod);
  const [first = UTC.periodAt(0n)] = periods;
  const changes = parseChanges(encoded, periods);
  const lastChange = changes.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return {
    name,
    periodAt(seconds) {
      const at = Number(seconds);
      const beginning = at < 0 ? beginningOf(name) : undefined;
      if (beginning !== undefined && at < beginning.end) return beginning.period;
      if (at >= lastChange && (changes.length > 0 || at >= 0)) return posixPeriod(rule, at) ?? first;
      let period = first;
      for (const change of changes) {
        if (change.at > at) break;
        period = change.period;
      }
      return period;
    },
  };
}

function parsePeriod(text: string): ZonePeriod {
  const [, offset, name = ""] = /^(-?\d+)\/?(.*?)\*?$/.exec(text) ?? [];
  return { offset: Number(offset), name, isDst: text.endsWith("*") };
}

function parseChanges(encoded: string, periods: readonly ZonePeriod[]): Change[] {
  const changes: Change[] = [];
  let at = 0;
  for (const [, seconds, quarters, type = "0"] of encoded.matchAll(/(?:~(.{6})|(.{3}))(.)/g)) {
    at += seconds === undefined ? number(quarters ?? "") * 900 : number(seconds);
    const period = periods[number(type)];
    if (period !== undefined) changes.push({ at, period });
  }
  return changes;
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

function number(digits: string): number {
  let value = 0;
  for (const digit of digits) value = value * 64 + DIGITS.indexOf(digit);
  return value;
}
