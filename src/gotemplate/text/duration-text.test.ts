import { expect, test } from "vitest";
import { durationText } from "./duration-text.ts";

test.each([
  [0n, "0s"],
  [1n, "1ns"],
  [1500n, "1.5µs"],
  [20_000_000n, "20ms"],
  [1_500_000_000n, "1.5s"],
  [90_000_000_000n, "1m30s"],
  [3_605_000_000_000n, "1h0m5s"],
  [-3_600_000_000_000n, "-1h0m0s"],
  [3_600_000_000_001n, "1h0m0.000000001s"],
])("%d ns is %s", (nanoseconds, text) => {
  expect(durationText(nanoseconds)).toBe(text);
});
