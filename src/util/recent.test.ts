import { expect, test } from "vitest";
import { Recent } from "./recent.ts";

test("what was asked for last is kept, and what was not is made anew", () => {
  const made: string[] = [];
  const recent = new Recent<string>(2);
  const ask = (key: string): string =>
    recent.recall(key, () => {
      made.push(key);
      return `<${key}>`;
    });
  expect(["a", "b", "a", "c", "a", "b"].map(ask)).toEqual(["<a>", "<b>", "<a>", "<c>", "<a>", "<b>"]);
  expect(made).toEqual(["a", "b", "c", "b"]);
});
