import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("int reads Go's literals and nothing around them", () => {
  test.each([
    [
      '{{ int "0x1F" }} {{ int "010" }} {{ int "0b11" }} {{ int "0o17" }} {{ int "1_000" }} {{ int "08" }} {{ int " 5" }} {{ int "+7" }} {{ int "" }}',
      "31 8 3 15 1000 0 0 7 0",
    ],
    [
      '{{ int "5.0" }} {{ int "5." }} {{ int "5.5" }} {{ int "1.0.0" }} {{ int ".0" }} {{ int "1e3" }}',
      "5 0 0 0 0 0",
    ],
    ['{{ int "9223372036854775807" }} {{ int "9223372036854775808" }}', "9223372036854775807 0"],
    [
      '{{ int 3.9 }} {{ int -3.9 }} {{ int 1e30 }} {{ int (float64 "NaN") }}',
      "3 -3 -9223372036854775808 -9223372036854775808",
    ],
    [
      '{{ int nil }} {{ int true }} {{ int (list 1) }} {{ int (toDate "2006-01" "2020-05").Month }}',
      "0 1 0 5",
    ],
    ['{{ int64 ((toDate "2006" "2021").Sub (toDate "2006" "2020")) }}', "0"],
    ['{{ int "0_7" }} {{ int "_7" }} {{ int "1__0" }} {{ int "0x" }} {{ int "0x_1F" }}', "7 0 0 0 31"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("float64 reads what Go reads", () => {
  test.each([
    [
      '{{ float64 "1.5" }} {{ float64 "1_0.5" }} {{ float64 "0x1p-2" }} {{ float64 "0x1.8" }} {{ float64 ".5" }} {{ float64 "5." }} {{ float64 "." }} {{ float64 "1e400" }} {{ float64 "5e-324" }}',
      "1.5 10.5 0.25 0 0.5 5 0 0 5e-324",
    ],
    [
      '{{ float64 "inf" }} {{ float64 "-Infinity" }} {{ float64 "NaN" }} {{ float64 "-nan" }} {{ float64 "1e" }} {{ float64 " 1" }} {{ float64 "017" }}',
      "+Inf -Inf NaN 0 0 0 17",
    ],
    ["{{ float64 nil }} {{ float64 true }} {{ float64 (dict) }}", "0 1 0"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("atoi is decimal, toDecimal octal", () => {
  test.each([
    [
      '{{ atoi "007" }} {{ atoi "0x10" }} {{ atoi "99999999999999999999" }} {{ atoi "-99999999999999999999" }} {{ atoi "1_0" }}',
      "7 0 9223372036854775807 -9223372036854775808 0",
    ],
    [
      '{{ toDecimal "0777" }} {{ toDecimal 755.0 }} {{ toDecimal "8" }} {{ toDecimal "-17" }} {{ toDecimal nil }} {{ toDecimal "0o17" }}',
      "511 493 0 -15 0 0",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});
