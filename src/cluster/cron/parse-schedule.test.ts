import { describe, expect, it } from "vitest";
import { parseSchedule } from "./parse-schedule.ts";

const fieldsOf = (text: string) => {
  const schedule = parseSchedule(text);
  if ("problem" in schedule || "every" in schedule) return schedule;
  const { minutes, hours, daysOfMonth, months, daysOfWeek } = schedule;
  return [minutes, hours, daysOfMonth, months, daysOfWeek].map((set) => [...set].join(","));
};
const all = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => index + from).join(",");

describe("a schedule", () => {
  it("is made of numbers, lists, ranges, steps and names", () => {
    expect(fieldsOf("5,10 8-10 */10 jan,MAR mon-fri")).toEqual([
      "5,10",
      "8,9,10",
      "1,11,21,31",
      "1,3",
      "1,2,3,4,5",
    ]);
    expect(fieldsOf("50/5 0 1-9/4 * ?")).toEqual(["50,55", "0", "1,5,9", all(1, 12), all(0, 6)]);
  });

  it("may have a name, or an interval of whole seconds", () => {
    expect(fieldsOf("@hourly")).toEqual(["0", all(0, 23), all(1, 31), all(1, 12), all(0, 6)]);
    expect(fieldsOf("@weekly")).toEqual(["0", "0", all(1, 31), all(1, 12), "0"]);
    expect(fieldsOf("@every 1h30m0.7s")).toEqual({ every: 5_400_000 });
  });

  it.each([
    ["* * * *", "expected exactly 5 fields, found 4: [* * * *]"],
    ["@sometimes", "unrecognized descriptor: @sometimes"],
    ["60 * * * *", "end of range (60) above maximum (59): 60"],
    ["* * 0 * *", "beginning of range (0) below minimum (1): 0"],
    ["9-5 * * * *", "beginning of range (9) beyond end of range (5): 9-5"],
    ["*/0 * * * *", "step of range should be a positive number: */0"],
    ["1/2/3 * * * *", "too many slashes: 1/2/3"],
    ["1-2-3 * * * *", "too many hyphens: 1-2-3"],
    ["* * * * 7th", 'failed to parse int from 7th: strconv.Atoi: parsing "7th": invalid syntax'],
    ["* * * * 7", "end of range (7) above maximum (6): 7"],
  ])("%s is refused: %s", (text, problem) => {
    expect(parseSchedule(text)).toEqual({ problem });
  });
});
