import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "./random.ts";

describe("keyed randomness", () => {
  it("gives the same values for the same seed and key, whatever was drawn before", () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), fc.nat(50), (seed, key, drawn) => {
        const random = new Random(seed);
        const other = random.stream("other");
        for (let i = 0; i < drawn; i++) other.uint32();
        const again = new Random(seed).stream(key);
        const stream = random.stream(key);
        for (let i = 0; i < 5; i++) expect(stream.uint32()).toBe(again.uint32());
      }),
    );
  });

  it("differs by seed and by key", () => {
    const first = (seed: number, ...key: string[]): number => new Random(seed).stream(...key).uint32();
    const values = new Set([first(1, "a"), first(2, "a"), first(1, "b"), first(1, "a", "b"), first(1, "ab")]);
    expect(values.size).toBe(5);
  });

  it("spreads evenly", () => {
    const stream = new Random(7).stream("spread");
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 10_000; i++) {
      const value = stream.below(10);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it("draws text from its alphabet only", () => {
    expect(new Random(1).stream("name").text(200, "bcd")).toMatch(/^[bcd]{200}$/);
  });
});
