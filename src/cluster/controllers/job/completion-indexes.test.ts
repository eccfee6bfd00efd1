import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countOf,
  firstAbsent,
  formatIndexes,
  hasIndex,
  indexSetOf,
  overlapOf,
  parseIndexes,
  unionOf,
} from "./completion-indexes.ts";

const indexes = fc.array(fc.nat(30), { maxLength: 20 });
const sorted = (values: Iterable<number>): number[] => [...new Set(values)].sort((a, b) => a - b);

describe("completion indexes", () => {
  it("are written as intervals from three neighbours on", () => {
    expect(formatIndexes(indexSetOf([3, 0, 1, 2, 5]))).toBe("0-3,5");
    expect(formatIndexes(indexSetOf([0, 1, 3, 4, 5]))).toBe("0,1,3-5");
    expect(formatIndexes([])).toBe("");
  });

  it("are cut at the number of completions when read", () => {
    expect(formatIndexes(parseIndexes("0-9,12", 5))).toBe("0-4");
    expect(formatIndexes(parseIndexes("", 5))).toBe("");
    expect(formatIndexes(parseIndexes("0,1,2", 5))).toBe("0-2");
  });

  it("read back what they write, and behave as sets", () => {
    fc.assert(
      fc.property(indexes, indexes, (a, b) => {
        const left = indexSetOf(a);
        const right = indexSetOf(b);
        expect(parseIndexes(formatIndexes(left), 31)).toEqual(left);
        expect(unionOf(left, right)).toEqual(indexSetOf([...a, ...b]));
        expect(countOf(left)).toBe(new Set(a).size);
        expect(overlapOf(left, right)).toBe(sorted(a).filter((each) => b.includes(each)).length);
        for (let i = 0; i < 31; i++) expect(hasIndex(left, i)).toBe(a.includes(i));
      }),
    );
  });

  it("give the lowest absent ones first", () => {
    fc.assert(
      fc.property(indexes, fc.nat(10), fc.integer({ min: 1, max: 31 }), (taken, count, completions) => {
        const expected = Array.from({ length: completions }, (_, i) => i)
          .filter((each) => !taken.includes(each))
          .slice(0, count);
        expect(firstAbsent(indexSetOf(taken), count, completions)).toEqual(expected);
      }),
    );
  });
});
