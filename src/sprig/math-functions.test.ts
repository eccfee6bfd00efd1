import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("whole numbers wrap at 64 bits and fractions are cut off", () => {
  test.each([
    ['{{ add 1 "2" 3.9 nil true "x" }}', "7"],
    ["{{ add 9223372036854775807 1 }}", "-9223372036854775808"],
    ['{{ sub 1.9 1 }} {{ mul 4294967296 4294967296 }} {{ mul "3" 2.9 }}', "0 0 6"],
    ['{{ div -7 2 }} {{ mod -7 3 }} {{ add1 "5" }}', "-3 -1 6"],
    ['{{ max 1.9 "7" -1 }} {{ min 0.5 1 }} {{ biggest 3 9 4 }}', "7 0 9"],
    ["{{ add (list 1) 1 }} {{ typeOf (add) }}", "1 int64"],
    ["{{ add .Values.huge 1 }}", "-9223372036854775807"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("the f functions compute in decimals", () => {
  test.each([
    ["{{ addf 0.1 0.2 }} {{ subf 1 0.9 }} {{ mulf 0.1 3 }} {{ divf 1 3 }}", "0.3 0.1 0.3 0.3333333333333333"],
    ["{{ divf 1 7 | mulf 7 }}", "1.0000000000000002"],
    [
      "{{ divf 1e20 3 }} {{ divf 1e-10 3 }} {{ divf -2 3 }}",
      "3.333333333333333e+19 3.33333e-11 -0.6666666666666667",
    ],
    ['{{ mulf 1e200 1e200 }} {{ addf }} {{ add1f "2.5" }}', "+Inf 0 3.5"],
    ['{{ maxf 1 2.5 "3.5" }} {{ minf -1 "x" }}', "3.5 -1"],
    [
      '{{ maxf (float64 "Inf") (float64 "NaN") }} {{ maxf (float64 "NaN") 1 }} {{ minf 0 -0.0 }}',
      "+Inf NaN -0",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("round goes up from the given fraction, for negative numbers down", () => {
  test.each([
    ["{{ round 3.14159 2 }} {{ round 2.5 0 }} {{ round -2.5 0 }} {{ round 123.456 -1 }}", "3.14 3 -3 120"],
    [
      "{{ round 123.555555 3 0.9 }} {{ round 2.4 0 0.3 }} {{ round 1.005 2 }} {{ round 5 25 }}",
      "123.555 3 1 5",
    ],
    ['{{ floor -0.5 }} {{ ceil -0.5 }} {{ floor 1234567.8 }} {{ floor "3.7" }}', "-1 -0 1.234567e+06 3"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("until, untilStep and seq", () => {
  test.each([
    ["{{ until 3 }}{{ until -2 }}{{ until 0 }}", "[0 1 2][0 -1][]"],
    [
      "{{ untilStep 0 10 3 }}{{ untilStep 10 0 -4 }}{{ untilStep 0 5 0 }}{{ untilStep 0 -5 1 }}{{ untilStep 3 3 1 }}",
      "[0 3 6 9][10 6 2][][][]",
    ],
    [
      "{{ seq 5 }}|{{ seq -3 }}|{{ seq 0 }}|{{ seq 2 5 }}|{{ seq 5 2 }}|{{ seq 0 2 10 }}|{{ seq 10 -3 0 }}|{{ seq 0 -2 10 }}|{{ seq 1 0 5 }}|{{ seq }}|{{ seq 1 2 3 4 }}",
      "1 2 3 4 5|1 0 -1 -2 -3|1 0|2 3 4 5|5 4 3 2|0 2 4 6 8 10|10 7 4 1||||",
    ],
    ["{{ typeOf (until 1) }}", "[]int"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("errors and panics", () => {
  test.each([
    ["{{ div 1 0 }}", "runtime error: integer divide by zero"],
    ['{{ mod 5 "x" }}', "runtime error: integer divide by zero"],
    ["{{ divf 1 0 }}", "decimal division by 0"],
    ['{{ addf (float64 "Inf") }}', "Cannot create a Decimal from +Inf"],
    ['{{ mulf (float64 "NaN") 2 }}', "Cannot create a Decimal from NaN"],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
