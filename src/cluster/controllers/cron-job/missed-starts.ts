import { parseTimestamp } from "../../api/wall-clock.ts";
import type { CronJob } from "../../api/workloads.ts";
import { nextTime } from "../../cron/next-time.ts";
import type { Interval, Schedule } from "../../cron/parse-schedule.ts";

/** Start times of a CronJob that have come since it last started a Job, or since it was made. Milliseconds since the epoch. */
export interface MissedStarts {
  /** from where they are counted */
  readonly since: number;
  /** the latest of them */
  readonly latest: number | undefined;
  readonly count: "none" | "few" | "too many";
}

const many = 100;

/**
 * @returns undefined for a schedule that never comes again, such as the 31st of February
 *   (pkg/controller/cronjob/utils.go, mostRecentScheduleTime)
 */
export function missedStarts(
  { spec, status, metadata }: CronJob,
  schedule: Schedule | Interval,
  now: number,
  heedDeadline: boolean,
): MissedStarts | undefined {
  const next = (after: number) => nextTime(schedule, spec.timeZone ?? "UTC", after);
  const deadline = spec.startingDeadlineSeconds;
  const recorded = parseTimestamp(status.lastScheduleTime ?? metadata.creationTimestamp);
  const since = heedDeadline && deadline !== undefined ? Math.max(recorded, now - deadline * 1000) : recorded;
  const first = next(since);
  if (first === undefined) return undefined;
  if (now < first) return { since, latest: undefined, count: "none" };
  const second = next(first);
  if (second === undefined) return undefined;
  if (now < second) return { since, latest: first, count: "none" };

  // The number is an estimate from the first interval; the search begins two intervals before its last.
  const interval = Math.round((second - first) / 1000) * 1000;
  if (interval < 1000) return undefined;
  const missed = Math.floor((now - first) / interval) + 1;
  let latest: number | undefined;
  for (let time = next(first + (missed - 2) * interval); time !== undefined && time <= now; time = next(time))
    latest = time;
  return { since, latest, count: deadline === undefined && missed > many ? "too many" : "few" };
}

/** The controller looks a little after the time, so that the clock has certainly passed it. */
const slack = 100;

/** Milliseconds until the next start. */
export function untilNextStart(cronJob: CronJob, schedule: Schedule | Interval, now: number): number {
  const missed = missedStarts(cronJob, schedule, now, false);
  const from = missed?.latest ?? (missed?.count === "none" ? missed.since : now);
  const next = nextTime(schedule, cronJob.spec.timeZone ?? "UTC", from);
  return (next ?? now) + slack - now;
}
