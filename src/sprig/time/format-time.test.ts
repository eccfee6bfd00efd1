import { describe, expect, test } from "vitest";
import { templateFunctions } from "../../node/template-functions.ts";
import { evaluator } from "../evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("layouts are taken apart from the left", () => {
  test.each([
    [
      '{{ date "Jan2006Janx Monday Mond M _2006 __2006 002 0 07" 1700000000 }}',
      "Nov2023Janx Tuesday Mond M _2023 318023 318 0 07",
    ],
    [
      '{{ date "Z07 Z0700 Z07:00 Z070000 Z07:00:00 -07 -0700 -07:00 -070000 -07:00:00" 1700000000 }}',
      "Z Z Z Z Z +00 +0000 +00:00 +000000 +00:00:00",
    ],
    [
      '{{ dateInZone "Z07 Z0700 Z07:00 Z07:00:00 -07 -07:00:00 MST" 0 "Africa/Monrovia" }}',
      "-00 -0044 -00:44 -00:44:30 -00 -00:44:30 MMT",
    ],
    ['{{ date "pm PM am 03 3 15 4 5 05" 1700000000 }}', "pm PM am 10 10 22 13 20 20"],
    [
      '{{ (toDate "2006-01-02T15:04:05.999999999" "2020-01-01T00:00:00.0102").Format ".000 .00 .999 ,999999 .000000000000 .09" }}',
      ".010 .01 .01 ,0102 .010200000 .09",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});
