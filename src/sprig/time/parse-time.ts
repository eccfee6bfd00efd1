import { CallError } from "../call-error.ts";
import { daysBefore, daysIn, isLeapYear, secondsFromCivil } from "./civil-time.ts";
import { layoutParts } from "./layout.ts";
import { quoteTime } from "./quote-time.ts";
import { OutOfRange, readElement, TimeFields } from "./read-element.ts";
import { fixedZone, type Zone } from "./zone.ts";

export interface ParsedTime {
  /** since 1970 (UTC) */
  readonly seconds: bigint;
  readonly nanoseconds: number;
  readonly zone: Zone;
}

/** Go's ParseInLocation (time/format.go); throws with its words. Without a zone of its own a text is in `local`. */
export function parseTime(layout: string, value: string, local: Zone): ParsedTime {
  const fields = new TimeFields();
  const fail = (message: string): CallError => new CallError(`parsing time ${quoteTime(value)}${message}`);
  const mismatch = (rest: string, part: string): CallError =>
    fail(` as ${quoteTime(layout)}: cannot parse ${quoteTime(rest)} as ${quoteTime(part)}`);
  const parts = layoutParts(layout);
  let rest = value;
  for (const [i, { text, isElement }] of parts.entries()) {
    if (!isElement) {
      const skipped = skip(rest, text);
      if (skipped.failedAt !== undefined) throw mismatch(skipped.failedAt, text);
      rest = skipped.rest;
      continue;
    }
    try {
      const next = readElement(text, rest, fields, parts[i + 1]?.text ?? "");
      if (next === undefined) throw mismatch(rest, text);
      rest = next;
    } catch (error) {
      if (error instanceof OutOfRange) throw fail(`: ${error.message} out of range`);
      throw error;
    }
  }
  if (rest !== "") throw fail(`: extra text: ${quoteTime(rest)}`);
  setDayOfYear(fields, fail);
  const { year, month = 1, day = 1 } = fields;
  if (day < 1 || day > daysIn(month, year)) throw fail(": day out of range");
  return inZone(fields, local);
}

/** Takes a text that stands between elements from the value; any number of blanks answers to any number of them. */
function skip(value: string, text: string): { rest: string; failedAt?: string } {
  let rest = value;
  for (let at = 0; at < text.length; ) {
    if (text[at] === " ") {
      if (rest !== "" && rest[0] !== " ") return { rest, failedAt: rest };
      while (text[at] === " ") at++;
      rest = rest.replace(/^ +/, "");
    } else {
      if (rest === "" || rest[0] !== text[at]) return { rest, failedAt: rest };
      rest = rest.slice(1);
      at++;
    }
  }
  return { rest };
}

/** Month and day from the day of the year, where that was given; both ways must agree. */
function setDayOfYear(fields: TimeFields, fail: (message: string) => CallError): void {
  const { yearDay, year } = fields;
  if (yearDay === undefined) return;
  const isLeap = isLeapYear(year);
  if (yearDay < 1 || yearDay > (isLeap ? 366 : 365)) throw fail(": day-of-year out of range");
  let month = Math.floor((yearDay - 1) / 31) + 1;
  if (yearDay > daysBefore(month + 1, isLeap)) month++;
  const day = yearDay - daysBefore(month, isLeap);
  if (fields.month !== undefined && fields.month !== month) throw fail(": day-of-year does not match month");
  if (fields.day !== undefined && fields.day !== day) throw fail(": day-of-year does not match day");
  fields.month = month;
  fields.day = day;
}

function inZone(fields: TimeFields, local: Zone): ParsedTime {
  const { year, month = 1, day = 1, minute, second, nanoseconds, half, zone, offset, zoneName } = fields;
  const hour =
    half === "pm" && fields.hour < 12
      ? fields.hour + 12
      : half === "am" && fields.hour === 12
        ? 0
        : fields.hour;
  const clock = secondsFromCivil({ year, month, day, hour, minute, second });
  if (zone !== undefined) return { seconds: clock, nanoseconds, zone };
  if (offset !== undefined) {
    const seconds = clock - BigInt(offset);
    const here = local.periodAt(seconds);
    const isLocal = here.offset === offset && (zoneName === "" || here.name === zoneName);
    return { seconds, nanoseconds, zone: isLocal ? local : fixedZone(zoneName, offset) };
  }
  const here = local.periodAt(clock - BigInt(local.periodAt(clock).offset));
  if (zoneName === "" || here.name === zoneName)
    return { seconds: clock - BigInt(here.offset), nanoseconds, zone: local };
  // A name that means nothing here gets the clock unchanged, of an offset that only shows.
  const hours = zoneName.startsWith("GMT") ? Number(zoneName.slice(3)) || 0 : 0;
  return { seconds: clock, nanoseconds, zone: fixedZone(zoneName, hours * 3600) };
}
