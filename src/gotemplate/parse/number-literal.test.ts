import { expect, test } from "vitest";
import { readNumberLiteral } from "./number-literal.ts";

test.each([
  ["3", { int: 3n, uint: 3n, float: 3, looksFloat: false }],
  ["-3", { int: -3n, uint: undefined, float: -3, looksFloat: false }],
  ["-0", { int: 0n, uint: 0n, float: 0, looksFloat: false }],
  ["3.0", { int: 3n, uint: 3n, float: 3, looksFloat: true }],
  ["2.5", { float: 2.5, looksFloat: true }],
  ["1e3", { int: 1000n, uint: 1000n, float: 1000, looksFloat: true }],
  ["0x1e", { int: 30n, uint: 30n, float: 30, looksFloat: false }],
  ["0x1p4", { int: 16n, uint: 16n, float: 16, looksFloat: true }],
  ["18446744073709551615", { int: undefined, uint: 2n ** 64n - 1n, float: 2 ** 64, looksFloat: false }],
  ["2i", { complex: { real: 0, imag: 2 }, looksFloat: false }],
  ["0i", { int: 0n, uint: 0n, float: 0, complex: { real: 0, imag: 0 }, looksFloat: false }],
])("%s", (text, literal) => {
  expect(readNumberLiteral(text, "number")).toEqual(literal);
});

test("character constants are numbers", () => {
  expect(readNumberLiteral("'a'", "charConstant")).toEqual({
    int: 97n,
    uint: 97n,
    float: 97,
    looksFloat: false,
  });
  expect(readNumberLiteral("'\\x41'", "charConstant")).toMatchObject({ int: 65n });
  expect(readNumberLiteral("''", "charConstant")).toBe("invalid syntax");
});

test("complex constants", () => {
  expect(readNumberLiteral("1.5-2e1i", "complex")).toEqual({
    complex: { real: 1.5, imag: -20 },
    looksFloat: false,
  });
});
