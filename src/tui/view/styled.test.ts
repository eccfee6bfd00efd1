import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitLine, fitText, textOf, widthOf, wrap } from "./styled.ts";

const texts = () =>
  fc.oneof(
    fc.string(),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("日本語", "👩‍👩‍👧‍👦", "é", "a\tb\nc"),
  );

describe("a text that is fitted", () => {
  test("is just as wide as asked, whatever is in it", () => {
    fc.assert(
      fc.property(texts(), fc.nat(40), (text, width) => {
        expect(widthOf(fitText(text, width))).toBe(width);
      }),
    );
  });

  test.each([
    ["short", 8, "short   "],
    ["rather long", 8, "rather …"],
    ["日本語のポッド", 8, "日本語… "],
    ["a\u001b[31mb", 8, "a[31mb  "],
  ])("%s in %i columns", (text, width, expected) => {
    expect(fitText(text, width)).toBe(expected);
  });
});

test("a line of several parts is cut off as one", () => {
  fc.assert(
    fc.property(fc.array(texts(), { maxLength: 5 }), fc.integer({ min: 1, max: 40 }), (parts, width) => {
      expect(
        widthOf(
          textOf(
            fitLine(
              parts.map((text) => ({ text })),
              width,
            ),
          ),
        ),
      ).toBeLessThanOrEqual(width);
    }),
  );
});

test("text is broken at blanks, and what goes on is indented", () => {
  expect(wrap("one two three four", 9, "  ")).toEqual(["one two", "  three", "  four"]);
  expect(wrap("averylongwordindeed", 5)).toEqual(["averylongwordindeed"]);
});
