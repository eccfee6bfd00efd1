import type { Interval, Schedule } from "./parse-schedule.ts";
import { zoneOffset } from "./time-zone.ts";

const day = 86_400_000;
const mostYears = 5;

/**
 * The first time after `after` at which a schedule is due, milliseconds since the epoch; undefined if there is none in
 * the next five years. A time of day that a change of clocks skips does not happen; one that it repeats happens twice
 * (github.com/robfig/cron/v3, SpecSchedule.Next).
 */
export function nextTime(schedule: Schedule | Interval, zone: string, after: number): number | undefined {
  if ("every" in schedule) return Math.floor(after / 1000) * 1000 + schedule.every;
  const local = (moment: number): Date => new Date(moment + zoneOffset(zone, moment));
  const limit = local(after).getUTCFullYear() + mostYears;
  // Whole minutes only: the schedule has no seconds.
  let moment = Math.floor(after / 60_000) * 60_000 + 60_000;
  for (;;) {
    const date = local(moment);
    if (date.getUTCFullYear() > limit) return undefined;
    if (!schedule.months.has(date.getUTCMonth() + 1)) moment = startOfNextMonth(date, moment, zone);
    else if (!dayMatches(schedule, date)) moment = startOfNextDay(date, moment, zone);
    else if (!schedule.hours.has(date.getUTCHours())) moment += 3_600_000 - (date.getTime() % 3_600_000);
    else if (!schedule.minutes.has(date.getUTCMinutes())) moment += 60_000 - (date.getTime() % 60_000);
    else return moment;
  }
}

const startOfNextDay = (date: Date, moment: number, zone: string): number =>
  atLocal(Math.floor(date.getTime() / day) * day + day, moment, zone);

const startOfNextMonth = (date: Date, moment: number, zone: string): number =>
  atLocal(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1), moment, zone);

/** The moment at which the zone's clocks show a time; the first after it if they never do. Always after `from`. */
function atLocal(clock: number, from: number, zone: string): number {
  const guess = clock - zoneOffset(zone, clock - zoneOffset(zone, from));
  return Math.max(guess, from + 60_000);
}

function dayMatches(schedule: Schedule, date: Date): boolean {
  const ofMonth = schedule.daysOfMonth.has(date.getUTCDate());
  const ofWeek = schedule.daysOfWeek.has(date.getUTCDay());
  return schedule.anyDayOfMonth || schedule.anyDayOfWeek ? ofMonth && ofWeek : ofMonth || ofWeek;
}
