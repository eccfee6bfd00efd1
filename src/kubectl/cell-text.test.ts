import { expect, test } from "vitest";
import { cellText } from "./cell-text.ts";

test.each([
  ["plain", ["plain"]],
  ["first\nsecond", ["first..."]],
  ["first\r\nsecond", ["first..."]],
  ["first\fsecond", ["first..."]],
  ["\n", ["..."]],
  ["a\tb", ["a", "b"]],
  ["\u001b[31mred", ["^[[31mred"]],
])("%j", (value, cells) => {
  expect(cellText(value)).toEqual(cells);
});
