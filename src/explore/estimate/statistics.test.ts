import fc from "fast-check";
import { expect, test } from "vitest";
import { chanceBetween, dependence, histogram, quantile } from "./statistics.ts";

test("quantiles by rank", () => {
  const values = Array.from({ length: 100 }, (_, i) => i + 1);
  expect([0, 0.05, 0.5, 0.99, 1].map((part) => quantile(values, part))).toEqual([1, 5, 50, 99, 100]);
  expect(quantile([7], 0.5)).toBe(7);
  expect(quantile([], 0.5)).toBe(0);
});

test("what one more of something costs, and how much of the spread it explains", () => {
  const x = [1, 2, 3, 4];
  expect(dependence(x, [12, 14, 16, 18])).toEqual({ slope: 2, share: 1 });
  expect(dependence(x, [5, 5, 5, 5])).toEqual({ slope: 0, share: 0 });
  expect(dependence([3, 3, 3, 3], x)).toEqual({ slope: null, share: 0 });
});

test("the chance lies around the share of hits, in Wilson's bounds", () => {
  const [low, high] = chanceBetween(28, 1000);
  expect(low).toBeCloseTo(0.01945, 4);
  expect(high).toBeCloseTo(0.04015, 4);
  expect(chanceBetween(0, 1000)[0]).toBe(0);
  expect(chanceBetween(0, 1000)[1]).toBeCloseTo(0.00383, 4);
  expect(chanceBetween(5, 5)[1]).toBe(1);
});

test("a histogram counts every value once, in order and without gaps", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1 }), (numbers) => {
      const values = numbers.map((each) => each / 1000).sort((a, b) => a - b);
      const bins = histogram(values, 14, quantile(values, 0.99));
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      expect(bins.length).toBeLessThanOrEqual(17);
      for (const [i, { from, to, count }] of bins.entries()) {
        expect(to).toBeGreaterThan(from);
        if (i > 0) expect(from).toBe(bins[i - 1]?.to);
        const isLast = i === bins.length - 1;
        expect(count).toBe(values.filter((v) => v >= from && (isLast ? v <= to : v < to)).length);
      }
    }),
    // 0.009 + 0.001 is less than 0.01
    { numRuns: 200, examples: [[[9, 0, 10]]] },
  );
});
