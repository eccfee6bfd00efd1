import { expect, test } from "vitest";
import { helmRules } from "../profiles/helm-rules.ts";
import { warningLine } from "./warning-line.ts";

test("a warning of the server looks as each Helm logs it", () => {
  const at = Date.UTC(2026, 10, 29, 22, 44, 23, 659);
  const text = 'unknown field "spec.foo"';
  expect(warningLine(text, at, helmRules("3.17.3"))).toBe(
    'W1129 22:44:23.659000       1 warnings.go:70] unknown field "spec.foo"',
  );
  expect(warningLine(text, at, helmRules("4.1.4"))).toBe(
    String.raw`I1129 22:44:23.659000       1 warnings.go:107] "Warning: unknown field \"spec.foo\""`,
  );
});
