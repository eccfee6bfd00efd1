import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTime } from "./next-time.ts";
import { type Interval, parseSchedule, type Schedule } from "./parse-schedule.ts";

const minute = 60_000;

function scheduleOf(text: string): Schedule | Interval {
  const schedule = parseSchedule(text);
  if ("problem" in schedule) throw new Error(schedule.problem);
  return schedule;
}

/** The next `count` times after an ISO time, in ISO. */
function times(text: string, after: string, count = 1, zone = "UTC"): string[] {
  const found: string[] = [];
  let moment = Date.parse(after);
  for (let index = 0; index < count; index++) {
    const next = nextTime(scheduleOf(text), zone, moment);
    if (next === undefined) break;
    found.push(new Date(next).toISOString().replace(":00.000Z", "Z"));
    moment = next;
  }
  return found;
}

describe("the next time of a schedule", () => {
  it("is always later, and on the minute", () => {
    expect(times("*/15 * * * *", "2025-01-15T18:15:00Z", 2)).toEqual([
      "2025-01-15T18:30Z",
      "2025-01-15T18:45Z",
    ]);
    expect(times("* * * * *", "2025-01-15T18:15:59.999Z")).toEqual(["2025-01-15T18:16Z"]);
  });

  it("finds leap days, and knows which days never come", () => {
    expect(times("0 0 29 2 *", "2025-01-01T00:00:00Z", 2)).toEqual([
      "2028-02-29T00:00Z",
      "2032-02-29T00:00Z",
    ]);
    expect(times("0 0 31 2 *", "2025-01-01T00:00:00Z")).toEqual([]);
  });

  it("needs one of the two days if both are given, and both if one is free", () => {
    expect(times("0 0 1 * mon", "2025-05-27T00:00:00Z", 3)).toEqual([
      "2025-06-01T00:00Z",
      "2025-06-02T00:00Z",
      "2025-06-09T00:00Z",
    ]);
    expect(times("0 0 * * mon", "2025-05-27T00:00:00Z", 2)).toEqual([
      "2025-06-02T00:00Z",
      "2025-06-09T00:00Z",
    ]);
  });

  it("leaves out what a change of clocks skips, and repeats what it repeats", () => {
    // Berlin: 2:00 to 3:00 does not exist on 30 March 2025, and comes twice on 26 October.
    expect(times("30 2 * * *", "2025-03-29T00:00:00Z", 2, "Europe/Berlin")).toEqual([
      "2025-03-29T01:30Z",
      "2025-03-31T00:30Z",
    ]);
    expect(times("30 2 * * *", "2025-10-25T12:00:00Z", 3, "Europe/Berlin")).toEqual([
      "2025-10-26T00:30Z",
      "2025-10-26T01:30Z",
      "2025-10-27T01:30Z",
    ]);
    expect(times("0 0 * * *", "2025-01-15T00:00:00Z", 1, "Etc/GMT+5")).toEqual(["2025-01-15T05:00Z"]);
  });

  it("is the interval after the last one for @every", () => {
    expect(nextTime(scheduleOf("@every 90s"), "UTC", 1_500)).toBe(91_000);
  });

  it("is the first minute that matches all fields", () => {
    const field = (min: number, max: number) =>
      fc.oneof(
        fc.constant("*"),
        fc.integer({ min, max }).map(String),
        fc
          .tuple(fc.integer({ min, max }), fc.integer({ min: 1, max: 7 }))
          .map(([low, by]) => `${low}-${max}/${by}`),
      );
    const start = Date.UTC(2025, 0, 1);
    fc.assert(
      fc.property(
        fc.tuple(field(0, 59), field(0, 23), fc.constant("*"), field(1, 3), field(0, 6)),
        fc.integer({ min: 0, max: 20 * 24 * 60 }),
        (fields, offset) => {
          const schedule = scheduleOf(fields.join(" "));
          if ("every" in schedule) return;
          const after = start + offset * minute;
          let expected = after + minute;
          const matches = (time: number) => {
            const date = new Date(time);
            return (
              schedule.minutes.has(date.getUTCMinutes()) &&
              schedule.hours.has(date.getUTCHours()) &&
              schedule.months.has(date.getUTCMonth() + 1) &&
              schedule.daysOfWeek.has(date.getUTCDay())
            );
          };
          while (!matches(expected)) expected += minute;
          expect(nextTime(schedule, "UTC", after)).toBe(expected);
        },
      ),
      { numRuns: 40 },
    );
  });
});
