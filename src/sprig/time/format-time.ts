import { type CivilTime, civilFromSeconds, weekdayOf, yearDayOf } from "./civil-time.ts";
import { layoutParts, MONTHS, WEEKDAYS } from "./layout.ts";
import type { ZonePeriod } from "./zone.ts";

/** A moment with what is needed to show it. */
export interface ShownTime {
  /** since 1970 (UTC) */
  readonly seconds: bigint;
  readonly nanoseconds: number;
  readonly period: ZonePeriod;
}

/** Go's Time.Format. */
export function formatTime(time: ShownTime, layout: string): string {
  const local = time.seconds + BigInt(time.period.offset);
  const civil = civilFromSeconds(local);
  let out = "";
  for (const { text, isElement } of layoutParts(layout)) {
    out += isElement ? element(text, time, civil, local) : text;
  }
  return out;
}

function element(name: string, time: ShownTime, civil: CivilTime, local: bigint): string {
  const { year, month, day, hour, minute, second } = civil;
  switch (name) {
    case "2006":
      return digits(year, 4);
    case "06":
      return digits(Math.abs(year) % 100, 2);
    case "January":
      return MONTHS[month - 1] ?? "";
    case "Jan":
      return (MONTHS[month - 1] ?? "").slice(0, 3);
    case "01":
      return digits(month, 2);
    case "1":
      return String(month);
    case "Monday":
      return WEEKDAYS[weekdayOf(local)] ?? "";
    case "Mon":
      return (WEEKDAYS[weekdayOf(local)] ?? "").slice(0, 3);
    case "02":
      return digits(day, 2);
    case "_2":
      return String(day).padStart(2);
    case "2":
      return String(day);
    case "002":
      return digits(yearDayOf(civil), 3);
    case "__2":
      return String(yearDayOf(civil)).padStart(3);
    case "15":
      return digits(hour, 2);
    case "03":
      return digits(hour % 12 || 12, 2);
    case "3":
      return String(hour % 12 || 12);
    case "04":
      return digits(minute, 2);
    case "4":
      return String(minute);
    case "05":
      return digits(second, 2);
    case "5":
      return String(second);
    case "PM":
      return hour >= 12 ? "PM" : "AM";
    case "pm":
      return hour >= 12 ? "pm" : "am";
    case "MST":
      return time.period.name || offsetText(time.period.offset, "-0700");
    default:
      return name.startsWith(".") || name.startsWith(",")
        ? fraction(name, time.nanoseconds)
        : offsetText(time.period.offset, name);
  }
}

/** An offset in the way of `-07`, `-0700`, `-07:00:00` …; a `Z` in place of the sign stands for no offset. */
function offsetText(offset: number, pattern: string): string {
  if (pattern.startsWith("Z") && offset === 0) return "Z";
  // Go counts whole minutes for the sign, so an offset of less than one minute west is positive.
  const minutes = Math.trunc(offset / 60);
  const size = minutes < 0 ? -offset : offset;
  const whole = Math.abs(minutes);
  const colon = pattern.includes(":") ? ":" : "";
  const length = pattern.replace(/[^0-9]/g, "").length;
  let out = (minutes < 0 ? "-" : "+") + digits(Math.trunc(whole / 60), 2);
  if (length >= 4) out += colon + digits(whole % 60, 2);
  if (length >= 6) out += colon + digits(size % 60, 2);
  return out;
}

/** `.000` shows as many digits, `.999` at most as many and nothing at all for none. */
function fraction(pattern: string, nanoseconds: number): string {
  const shown = digits(nanoseconds, 9).slice(0, pattern.length - 1);
  if (pattern[1] === "0") return pattern[0] + shown;
  const trimmed = shown.replace(/0+$/, "");
  return trimmed === "" ? "" : pattern[0] + trimmed;
}

/** With leading zeros up to a width, which a sign does not count for. */
export function digits(value: number, width: number): string {
  return value < 0 ? `-${String(-value).padStart(width, "0")}` : String(value).padStart(width, "0");
}
