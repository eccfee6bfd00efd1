import { expect, test } from "vitest";
import { wrapWords } from "./wrap-words.ts";

test("lines are as full as they may be, and a long word is not cut", () => {
  expect(wrapWords(["a", "bb", "ccc", "dddddddd", "e"], 6)).toEqual(["a bb", "ccc", "dddddddd", "e"]);
  expect(wrapWords(["aaa", "bb"], 6)).toEqual(["aaa bb"]);
  expect(wrapWords([], 6)).toEqual([]);
});
