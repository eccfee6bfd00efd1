import { civilFromSeconds, daysFromCivil } from "./civil-time.ts";
import type { ZonePeriod } from "./zone.ts";

const NAME = "<([^>]+)>|([A-Za-z]+)";
const OFFSET = "[-+]?\\d+(?::\\d+){0,2}";
const RULE = new RegExp(`^(?:${NAME})(${OFFSET})(?:(?:${NAME})(${OFFSET})?,([^,]+),([^,]+))?$`);

/**
 * The period that a POSIX TZ string gives (`CET-1CEST,M3.5.0,M10.5.0/3`) at a number of seconds since 1970;
 * undefined where the string is none.
 */
export function posixPeriod(rule: string, at: number): ZonePeriod | undefined {
  const match = RULE.exec(rule);
  if (match === null) return undefined;
  const [, stdQuoted, stdPlain, stdOffset = "0", dstQuoted, dstPlain, dstOffset, from, to] = match;
  const offset = -seconds(stdOffset);
  const std: ZonePeriod = { offset, name: stdQuoted ?? stdPlain ?? "", isDst: false };
  if (from === undefined || to === undefined) return std;
  const dst: ZonePeriod = {
    offset: dstOffset === undefined ? offset + 3600 : -seconds(dstOffset),
    name: dstQuoted ?? dstPlain ?? "",
    isDst: true,
  };
  const { year } = civilFromSeconds(BigInt(Math.floor(at)));
  const start = ruleTime(from, year) - std.offset;
  const end = ruleTime(to, year) - dst.offset;
  const isBetween = start < end ? at >= start && at < end : !(at >= end && at < start);
  return isBetween ? dst : std;
}

/** The moment of `M3.5.0/2` (month, week, weekday, time) in a year, on the clock that is going by then. */
function ruleTime(rule: string, year: number): number {
  const [date = "", time = "2"] = rule.split("/");
  const [month = 1, week = 1, weekday = 0] = date.slice(1).split(".").map(Number);
  const first = daysFromCivil(year, month, 1);
  let day = first + ((weekday - first - 4) % 7) + (week - 1) * 7;
  if (day < first + (week - 1) * 7) day += 7;
  while (day >= daysFromCivil(year, month + 1, 1)) day -= 7;
  return day * 86_400 + seconds(time);
}

function seconds(text: string): number {
  const [hours = 0, minutes = 0, rest = 0] = text.replace(/^[-+]/, "").split(":").map(Number);
  const size = hours * 3600 + minutes * 60 + rest;
  return text.startsWith("-") ? -size : size;
}
