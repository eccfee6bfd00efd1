import fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../sim/random.ts";
import { type Distribution, draw } from "./distribution.ts";

const many = (distribution: Distribution): number[] =>
  Array.from({ length: 4000 }, (_, i) => draw(distribution, () => new Random(1).stream("test", i))).sort(
    (a, b) => a - b,
  );
const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.floor(sorted.length * q)] ?? Number.NaN;

test("draws have the shape that was asked for", () => {
  const uniform = many({ kind: "uniform", min: 1000, max: 3000 });
  expect(uniform[0]).toBeGreaterThanOrEqual(1000);
  expect(uniform.at(-1)).toBeLessThanOrEqual(3000);
  expect(quantile(uniform, 0.5) / 2000).toBeCloseTo(1, 1);
  const normal = many({ kind: "normal", mean: 10_000, sd: 2000 });
  expect(quantile(normal, 0.5) / 10_000).toBeCloseTo(1, 1);
  expect(quantile(normal, 0.8413) / 12_000).toBeCloseTo(1, 1);
  const skewed = many({ kind: "lognormal", p50: 2000, p95: 9000 });
  expect(quantile(skewed, 0.5) / 2000).toBeCloseTo(1, 1);
  expect(quantile(skewed, 0.95) / 9000).toBeCloseTo(1, 0);
});

test("draws are whole milliseconds, never negative, the same for the same key", () => {
  const distribution = fc.oneof(
    fc.record({ kind: fc.constant("normal" as const), mean: fc.nat(5000), sd: fc.nat(20_000) }),
    fc.record({
      kind: fc.constant("uniform" as const),
      min: fc.nat(100),
      max: fc.integer({ min: 100, max: 9999 }),
    }),
  );
  fc.assert(
    fc.property(distribution, fc.nat(), (spread, key) => {
      const value = draw(spread, () => new Random(7).stream(key));
      expect(Number.isInteger(value) && value >= 0).toBe(true);
      expect(draw(spread, () => new Random(7).stream(key))).toBe(value);
    }),
  );
});
