import fc from "fast-check";
import { expect, test } from "vitest";
import { timeTicks } from "./time-ticks.ts";

test("ticks are round times", () => {
  expect(timeTicks(0, 87.4, 9)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80]);
  expect(timeTicks(61.2, 63.1, 5)).toEqual([61.5, 62, 62.5, 63]);
  // a range that begins a millisecond after a tick, with days between ticks
  expect(timeTicks(0.001, 1_900_800.002, 2)).toEqual([1_036_800]);
  expect(timeTicks(0, 3 * 86_400, 4)).toEqual([0, 86_400, 172_800, 259_200]);
});

test("ticks are in the range, evenly spaced, and no more than asked for", () => {
  const range = fc.tuple(
    fc.integer({ min: 0, max: 1e9 }),
    fc.integer({ min: 10, max: 3e9 }),
    fc.integer({ min: 2, max: 30 }),
  );
  fc.assert(
    fc.property(range, ([from, length, most]) => {
      const start = from / 1000;
      const end = (from + length) / 1000;
      const ticks = timeTicks(start, end, most);
      expect(ticks.length).toBeLessThanOrEqual(most + 1);
      for (const [i, tick] of ticks.entries()) {
        expect(tick).toBeGreaterThanOrEqual(start - 1e-6);
        expect(tick).toBeLessThanOrEqual(end + 1e-6);
        if (i > 1) expect(tick - (ticks[i - 1] ?? 0)).toBeCloseTo((ticks[1] ?? 0) - (ticks[0] ?? 0), 3);
      }
    }),
  );
});
