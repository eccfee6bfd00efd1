import fc from "fast-check";
import { expect, test } from "vitest";
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

test("what is written is written the same again", () => {
  const suffix = fc.constantFrom("", "m", "k", "M", "G", "Ki", "Mi", "Gi");
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 999 }), suffix, (whole, fraction, unit) => {
      const once = quantityText(`${whole}.${fraction}${unit}`);
      expect(quantityText(once)).toBe(once);
    }),
  );
});
