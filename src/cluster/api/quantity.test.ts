import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Quantity } from "./quantity.ts";

const text = (quantity: string | number): string | undefined => Quantity.parse(quantity)?.toString();

describe("a quantity", () => {
  it("is written with the greatest suffix that needs no fraction", () => {
    expect(["1024Mi", "0.5", "1500m", "2000", "1000Ki", "1.5Gi", "0", "1e3", "5e-3", "-2"].map(text)).toEqual(
      ["1Gi", "500m", "1500m", "2k", "1000Ki", "1536Mi", "0", "1e3", "5e-3", "-2"],
    );
    expect(text("512Ki")).toBe("512Ki");
    expect(text("100Mi")).toBe("100Mi");
  });

  it.each([
    ["1e999999999", "9223372036854775807"],
    ["100E", "9223372036854775807"],
    [`1${"0".repeat(100_000)}`, "9223372036854775807"],
    ["-1e999999999", "-9223372036854775807"],
    ["0e999999999", "0"],
    ["1e-999999999", "1e-9"],
    ["0.0000000001", "1n"],
  ])("of an amount out of bounds (%#) is the greatest or the least that there is", (text, written) => {
    expect(Quantity.of(text).toString()).toBe(written);
  });

  it("is refused if it is none", () => {
    expect(["", "1x", "Mi", "1.2.3", "1 Gi", "--1"].map((each) => Quantity.parse(each))).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });

  it("adds up exactly, in the format of the first part", () => {
    expect(Quantity.of("100m").plus(Quantity.of("0.9")).toString()).toBe("1");
    expect(Quantity.of("1Gi").plus(Quantity.of("512Mi")).toString()).toBe("1536Mi");
    expect(Quantity.zero.plus(Quantity.of("2Gi")).toString()).toBe("2Gi");
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 }), (a, b) => {
        const sum = Quantity.of(`${a}m`).plus(Quantity.of(`${b}m`));
        expect(sum.compare(Quantity.of(`${a + b}m`))).toBe(0);
        expect(sum.minus(Quantity.of(`${b}m`)).toString()).toBe(Quantity.of(`${a}m`).toString());
      }),
    );
  });

  it("reads back what it writes", () => {
    const suffix = fc.constantFrom("", "m", "k", "M", "Ki", "Mi", "Gi", "e3");
    fc.assert(
      fc.property(fc.nat(100_000), suffix, (amount, unit) => {
        const quantity = Quantity.of(`${amount}${unit}`);
        expect(Quantity.of(quantity.toString()).compare(quantity)).toBe(0);
        expect(Quantity.of(quantity.toString()).toString()).toBe(quantity.toString());
      }),
    );
  });
});
