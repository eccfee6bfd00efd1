import fc from "fast-check";
import { expect, test } from "vitest";
import { formatFloat } from "./format-float.ts";
import { parseFloat64, parseInt64, parseUint64 } from "./parse-number.ts";

test.each([
  ["42", 42n],
  ["-42", -42n],
  ["+7", 7n],
  ["0x1F", 31n],
  ["0o17", 15n],
  ["017", 15n],
  ["0b101", 5n],
  ["1_000", 1000n],
  ["0x_ff", 255n],
  ["-9223372036854775808", -(2n ** 63n)],
  ["9223372036854775808", undefined],
  ["08", undefined],
  ["1__0", undefined],
  ["1_", undefined],
  ["_1", undefined],
  ["0x", undefined],
  ["", undefined],
  ["1.0", undefined],
])("reads %j as the integer %s with prefixes", (text, value) => {
  expect(parseInt64(text, 0)).toBe(value);
});

test("without prefixes a leading zero and underscores mean nothing", () => {
  expect(parseInt64("010")).toBe(10n);
  expect(parseInt64("0x10")).toBeUndefined();
  expect(parseInt64("1_0")).toBeUndefined();
  expect(parseUint64("18446744073709551615")).toBe(2n ** 64n - 1n);
  expect(parseUint64("-1")).toBeUndefined();
});

test.each([
  ["1.5", 1.5],
  [".5", 0.5],
  ["5.", 5],
  ["1e3", 1000],
  ["1_000.5", 1000.5],
  ["0x1.8p1", 3],
  ["-0x1p-1074", -5e-324],
  ["0x1.fffffffffffff8p0", 2],
  ["inf", Infinity],
  ["-Infinity", -Infinity],
  ["1e400", undefined],
  ["1_e3", undefined],
  ["0x1.8", undefined],
  ["1e", undefined],
  [".", undefined],
  [" 1", undefined],
])("reads %j as the float %s", (text, value) => {
  expect(parseFloat64(text)).toBe(value);
});

test("reads what %x and %g print", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parseFloat64(formatFloat(value, "x"))).toBe(value);
      expect(parseFloat64(formatFloat(value))).toBe(value);
    }),
  );
});
