import fc from "fast-check";
import { expect, test } from "vitest";
import { humanDuration } from "./human-duration.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [-2 * second, "<invalid>"],
  [-second, "0s"],
  [-1999, "0s"],
  [-900, "0s"],
  [0, "0s"],
  [999, "0s"],
  [119_999, "119s"],
  [2 * minute, "2m"],
  [2 * minute + second, "2m1s"],
  [10 * minute - 1, "9m59s"],
  [10 * minute, "10m"],
  [10 * minute + 59 * second, "10m"],
  [3 * hour - 1, "179m"],
  [3 * hour, "3h"],
  [7 * hour + 59 * minute, "7h59m"],
  [8 * hour, "8h"],
  [8 * hour + 59 * minute, "8h"],
  [48 * hour - 1, "47h"],
  [48 * hour, "2d"],
  [7 * day + 23 * hour, "7d23h"],
  [8 * day, "8d"],
  [8 * day + 23 * hour, "8d"],
  [2 * 365 * day - 1, "729d"],
  [2 * 365 * day, "2y"],
  [2 * 365 * day + day, "2y1d"],
  [8 * 365 * day - 1, "7y364d"],
  [8 * 365 * day, "8y"],
  [9 * 365 * day + 40 * day, "9y"],
])("%d ms is %s", (milliseconds, text) => {
  expect(humanDuration(milliseconds)).toBe(text);
});

test("what is printed never says more than what has passed", () => {
  const units: Record<string, number> = { s: second, m: minute, h: hour, d: day, y: 365 * day };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 * 365 * day }), (milliseconds) => {
      const said = [...humanDuration(milliseconds).matchAll(/(\d+)([smhdy])/g)].reduce(
        (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ""] ?? Number.NaN),
        0,
      );
      expect(said).toBeLessThanOrEqual(milliseconds);
      expect(said).toBeGreaterThan(milliseconds * 0.88 - second);
    }),
  );
});
