import { expect, test } from "vitest";
import { parseDuration } from "./duration.ts";

test.each([
  ["5m0s", 300_000],
  ["1.5h", 5_400_000],
  ["1.s", 1000],
  [".5s", 500],
  ["-20ms", -20],
  ["0", 0],
])("%s is %d milliseconds", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(["", "5", "s", ".s", "1m30", "150m50".repeat(2000)])(
  "%# is no duration, which is seen at once",
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);
