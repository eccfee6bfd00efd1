import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("refusals", () => {
  test.each([
    ["{{ randInt 5 5 }}", "invalid argument to Intn"],
    ["{{ randBytes -1 }}", "runtime error: makeslice: len out of range"],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
