/** Days and clock times of the proleptic Gregorian calendar, as Go counts them. */

export interface CivilTime {
  readonly year: number;
  /** 1 … 12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const SECONDS_PER_DAY = 86_400n;
/** Seconds from Go's absolute zero time to 1970. */
const ABSOLUTE_ZERO = 9_223_371_966_579_724_800n;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysIn(month: number, year: number): number {
  return daysBefore(month + 1, false) - daysBefore(month, false) + (month === 2 && isLeapYear(year) ? 1 : 0);
}

/** Days of the year before a month. */
export function daysBefore(month: number, isLeap: boolean): number {
  return (DAYS_BEFORE_MONTH[month - 1] ?? 365) + (isLeap && month > 2 ? 1 : 0);
}

/** Days from 1970-01-01; months and days beyond their range carry over. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const carried = year + Math.floor((month - 1) / 12);
  const inYear = ((((month - 1) % 12) + 12) % 12) + 1;
  const before = carried - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  return before * 365 + leaps - 719_162 + daysBefore(inYear, isLeapYear(carried)) + day - 1;
}

/** Seconds from 1970-01-01T00:00:00 on the same clock; every part may be out of its range. */
export function secondsFromCivil({ year, month, day, hour, minute, second }: CivilTime): bigint {
  return (
    BigInt(daysFromCivil(year, month, day)) * SECONDS_PER_DAY + BigInt(hour * 3600 + minute * 60 + second)
  );
}

export function civilFromSeconds(unwrapped: bigint): CivilTime {
  // Go counts from the year -292277022399 in 64 bits without sign; what is earlier comes out as very late.
  const seconds = BigInt.asUintN(64, unwrapped + ABSOLUTE_ZERO) - ABSOLUTE_ZERO;
  const inDay = Number(((seconds % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY);
  const days = Number((seconds - BigInt(inDay)) / SECONDS_PER_DAY);
  const year = yearOf(days);
  const yearDay = days - daysFromCivil(year, 1, 1);
  const isLeap = isLeapYear(year);
  let month = Math.floor(yearDay / 31) + 1;
  if (month < 12 && yearDay >= daysBefore(month + 1, isLeap)) month++;
  return {
    year,
    month,
    day: yearDay - daysBefore(month, isLeap) + 1,
    hour: Math.floor(inDay / 3600),
    minute: Math.floor(inDay / 60) % 60,
    second: inDay % 60,
  };
}

/** 1 on the first of January. */
export function yearDayOf({ year, month, day }: CivilTime): number {
  return daysBefore(month, isLeapYear(year)) + day;
}

/** 0 is Sunday. */
export function weekdayOf(seconds: bigint): number {
  const days =
    (seconds - (((seconds % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY)) / SECONDS_PER_DAY;
  return Number((((days + 4n) % 7n) + 7n) % 7n);
}

/** Starts a little early, then walks: 400 years have 146,097 days. */
function yearOf(days: number): number {
  let year = 1970 + Math.floor((days * 400) / 146_097) - 1;
  while (days >= daysFromCivil(year + 1, 1, 1)) year++;
  return year;
}
