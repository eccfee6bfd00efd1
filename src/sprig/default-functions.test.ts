import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("empty is nil, zero, false and whatever holds nothing", () => {
  test.each([
    [
      '{{ range list nil 0 0.0 "" false (list) (dict) 0i (int64 0) (rest (list)) }}{{ empty . }} {{ end }}',
      "true true true true true true true true true true ",
    ],
    [
      '{{ range list 1 "x" true (list nil) (dict "a" nil) (semver "1.0.0") (toDate "x" "") }}{{ empty . }} {{ end }}',
      "false false false false false false false ",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("default, coalesce, all, any, ternary", () => {
  test.each([
    ['{{ default "d" }}{{ default "d" "" "x" }}{{ default "d" 0 }}{{ default "d" "v" }}', "dddv"],
    ['{{ coalesce 0 "" nil "x" "y" }}{{ coalesce | toJson }}', "xnull"],
    ["{{ all }}{{ all 1 0 }}{{ any }}{{ any 0 1 }}", "truefalsefalsetrue"],
    ["{{ ternary 1 2 true }}{{ ternary 1 2 false }}", "12"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});
