import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256 } from "./sha256.ts";

test("is node:crypto's, at every length of the last block", () => {
  const lengths = [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000];
  for (const length of lengths) {
    const data = Uint8Array.from({ length }, (_, i) => i * 7);
    expect(sha256(data)).toEqual(new Uint8Array(createHash("sha256").update(data).digest()));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
      expect(sha256(data)).toEqual(new Uint8Array(createHash("sha256").update(data).digest()));
    }),
  );
});
