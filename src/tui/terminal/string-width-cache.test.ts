import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import cachedStringWidth from "./string-width-cache.ts";

test("texts are as wide as string-width has them", () => {
  const drawn = fc.constantFrom(..."az ~·×…─│╵█▒░▁▟←→↑↓✔✘◉○◆▸▶⏸");
  const any = fc.constantFrom("日", "é", "👩‍🚀", "\u001b[1m", "\u200b");
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof({ weight: 9, arbitrary: drawn }, any) }), (text) => {
      expect(cachedStringWidth(text)).toBe(stringWidth(text));
      expect(cachedStringWidth(text)).toBe(stringWidth(text));
    }),
  );
});
