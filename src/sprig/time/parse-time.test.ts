import { describe, expect, test } from "vitest";
import { templateFunctions } from "../../node/template-functions.ts";
import { evaluator } from "../evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("texts are read as Go reads them", () => {
  test.each([
    ['{{ mustToDate "2006 002" "2020 366" }}', "2020-12-31 00:00:00 +0000 UTC"],
    ['{{ mustToDate "Jan 2006" "fEB 2020" }}', "2020-02-01 00:00:00 +0000 UTC"],
    ['{{ mustToDate "15:04:05" "23:00:00.123456789123" }}', "0000-01-01 23:00:00.123456789 +0000 UTC"],
    ['{{ mustToDate "15:04:05.999" "23:00:00" }}', "0000-01-01 23:00:00 +0000 UTC"],
    ['{{ mustToDate "3:04PM" "12:09AM" }}', "0000-01-01 00:09:00 +0000 UTC"],
    ['{{ mustToDate "2006-01-02 MST" "2020-01-02 CEST" }}', "2020-01-02 00:00:00 +0000 CEST"],
    ['{{ mustToDate "2006-01-02 MST" "2020-01-02 GMT+3" }}', "2020-01-02 03:00:00 +0300 GMT+3"],
    ['{{ mustToDate "2006-01-02 -0700 MST" "2020-01-02 +0530 IST" }}', "2020-01-02 00:00:00 +0530 IST"],
    ['{{ mustToDate "2006-01-02Z07:00" "2020-01-02Z" }}', "2020-01-02 00:00:00 +0000 UTC"],
    [
      '{{ mustToDate "06" "68" }}{{ mustToDate "06" "70" }}',
      "2068-01-01 00:00:00 +0000 UTC1970-01-01 00:00:00 +0000 UTC",
    ],
    ['{{ mustToDate "_2 Jan" " 3 Feb" }}', "0000-02-03 00:00:00 +0000 UTC"],
    ['{{ mustToDate "2006  01" "2020 01" }}', "2020-01-01 00:00:00 +0000 UTC"],
    ['{{ mustToDate "05.000" "05,123" }}', "0000-01-01 00:00:05.123 +0000 UTC"],
    ['{{ mustToDate "" "" }}', "0000-01-01 00:00:00 +0000 UTC"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("refusals name what does not fit", () => {
  test.each([
    ['{{ mustToDate "2006-01-02" "2020-13-02" }}', 'parsing time "2020-13-02": month out of range'],
    [
      '{{ mustToDate "2006-01-02" "2020-1-02" }}',
      'parsing time "2020-1-02" as "2006-01-02": cannot parse "1-02" as "01"',
    ],
    ['{{ mustToDate "2006-1-2" "2020-1-2x" }}', 'parsing time "2020-1-2x": extra text: "x"'],
    ['{{ mustToDate "2006 002" "2021 366" }}', 'parsing time "2021 366": day-of-year out of range'],
    [
      '{{ mustToDate "2006 01 002" "2021 02 005" }}',
      'parsing time "2021 02 005": day-of-year does not match month',
    ],
    [
      '{{ mustToDate "15:04:05.000" "23:00:00.12" }}',
      'parsing time "23:00:00.12" as "15:04:05.000": cannot parse ".12" as ".000"',
    ],
    [
      '{{ mustToDate "2006-01-02 -0700" "2020-01-02 +2530" }}',
      'parsing time "2020-01-02 +2530": time zone offset hour out of range',
    ],
    [
      '{{ mustToDate "2006" "é" }}',
      'parsing time "\\xc3\\xa9" as "2006": cannot parse "\\xc3\\xa9" as "2006"',
    ],
    ['{{ mustToDate "2006 01" "202001" }}', 'parsing time "202001" as "2006 01": cannot parse "01" as " "'],
    ['{{ mustToDate "Monday" "Foo" }}', 'parsing time "Foo" as "Monday": cannot parse "Foo" as "Monday"'],
    [
      '{{ mustToDate "2006-01-02 MST" "2020-01-02 Foo" }}',
      'parsing time "2020-01-02 Foo" as "2006-01-02 MST": cannot parse "Foo" as "MST"',
    ],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
