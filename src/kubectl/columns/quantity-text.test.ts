import fc from "fast-check";
import { expect, test } from "vitest";
import { Quantity } from "../../cluster/api/quantity.ts";
import { quantityText } from "./quantity-text.ts";

test.each([
  ["1024Mi", "1Gi"],
  ["1536Mi", "1536Mi"],
  ["0.5", "500m"],
  ["1.5Gi", "1536Mi"],
  ["0.5Gi", "512Mi"],
  ["0.5Ki", "512"],
  ["1Ki", "1Ki"],
  ["1000m", "1"],
  ["1500m", "1500m"],
  ["1000000", "1M"],
  ["1000", "1k"],
  ["8Gi", "8Gi"],
  ["0", "0"],
  ["0Gi", "0"],
  ["-0", "0"],
  ["-250m", "-250m"],
  ["1e3", "1e3"],
  ["12E6", "12e6"],
  ["5E", "5E"],
  ["0.0000000001", "1n"],
  [2, "2"],
  [0.1, "100m"],
  ["much", "much"],
  ["", ""],
])("%s is written %s", (quantity, text) => {
  expect(quantityText(quantity)).toBe(text);
});

test("what is written is as much, and is written the same again", () => {
  const suffix = fc.constantFrom("", "m", "k", "M", "G", "Ki", "Mi", "Gi");
  const sameAmount = (a: string, b: string): boolean => Quantity.of(a).compare(Quantity.of(b)) === 0;
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 999 }), suffix, (whole, fraction, unit) => {
      const given = `${whole}.${fraction}${unit}`;
      const once = quantityText(given);
      expect(sameAmount(once, given)).toBe(true);
      // binary amounts without a binary suffix are decimal ones for whoever reads them: 1618252312.5Ki
      const twice = quantityText(once);
      expect(quantityText(twice)).toBe(twice);
      if (!unit.endsWith("i")) expect(twice).toBe(once);
    }),
  );
});
