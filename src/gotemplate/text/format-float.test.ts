import fc from "fast-check";
import { expect, test } from "vitest";
import { type FloatVerb, formatFloat } from "./format-float.ts";

const cases: readonly [number, FloatVerb, number, string][] = [
  [0, "g", -1, "0"],
  [-0, "g", -1, "-0"],
  [1000000, "g", -1, "1e+06"],
  [100000, "g", -1, "100000"],
  [123456789, "g", -1, "1.23456789e+08"],
  [0.0001, "g", -1, "0.0001"],
  [0.00001, "g", -1, "1e-05"],
  [1e21, "g", -1, "1e+21"],
  [2 ** 63, "f", -1, "9223372036854776000"],
  [5e-324, "g", -1, "5e-324"],
  [123.456, "g", 2, "1.2e+02"],
  [123.456, "g", 4, "123.5"],
  [100, "g", 10, "100"],
  [0.5, "f", 0, "0"],
  [1.5, "f", 0, "2"],
  [2.5, "f", 0, "2"],
  [2.675, "f", 2, "2.67"],
  [9.995, "f", 2, "9.99"],
  [0.05, "f", 1, "0.1"],
  [99.99, "f", 1, "100.0"],
  [1e23, "f", 0, "99999999999999991611392"],
  [12345.678, "e", 6, "1.234568e+04"],
  [0, "e", 2, "0.00e+00"],
  [1e100, "E", -1, "1E+100"],
  [1, "b", -1, "4503599627370496p-52"],
  [1, "x", -1, "0x1p+00"],
  [-0.1, "x", -1, "-0x1.999999999999ap-04"],
  [1.9999, "x", 0, "0x1p+01"],
  [255.5, "X", 3, "0X1.FF0P+07"],
  [Number.NaN, "g", -1, "NaN"],
  [Number.POSITIVE_INFINITY, "f", 2, "+Inf"],
  [Number.NEGATIVE_INFINITY, "g", -1, "-Inf"],
];

test.each(cases)("%d under %s with precision %d is %s", (value, verb, precision, text) => {
  expect(formatFloat(value, verb, precision)).toBe(text);
});

test("the fewest digits read back as the same number", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      for (const verb of ["g", "e", "f"] as const) expect(Number(formatFloat(value, verb))).toBe(value);
    }),
  );
});

test("%e with 17 digits reads back as the same number", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Number(formatFloat(value, "e", 16))).toBe(value);
    }),
  );
});
