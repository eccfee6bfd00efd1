import { expect, test } from "vitest";
import { byPieces } from "./by-pieces.ts";

test("a long text is changed in pieces, none of which begins within a character", () => {
  const text = `x${"\u{1f6a2}".repeat(20_000)}`;
  const seen: string[] = [];
  const changed = byPieces(text, (piece) => {
    seen.push(piece);
    return piece.replaceAll("\u{1f6a2}", "ship ");
  });
  expect(changed).toBe(`x${"ship ".repeat(20_000)}`);
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.join("")).toBe(text);
  expect(seen.some((piece) => /[\ud800-\udfff]/u.test(piece))).toBe(false);
});

test("a short one is changed as it is", () => {
  expect(byPieces("", (piece) => `${piece}!`)).toBe("!");
});
