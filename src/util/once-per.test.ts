import { expect, test } from "vitest";
import { oncePer } from "./once-per.ts";

test("each object has its own answer, which is made once, even if it is undefined", () => {
  let made = 0;
  const sizeOf = oncePer((list: readonly number[]) => {
    made++;
    return list.length || undefined;
  });
  const [two, none] = [[1, 2], []];
  expect([sizeOf(two), sizeOf(none), sizeOf(two), sizeOf(none), sizeOf([1, 2])]).toEqual([
    2,
    undefined,
    2,
    undefined,
    2,
  ]);
  expect(made).toBe(3);
});
