import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("dates of times and of seconds", () => {
  test.each([
    ['{{ date "2006-01-02T15:04:05Z07:00" 1700000000 }}', "2023-11-14T22:13:20Z"],
    ['{{ date "Mon Jan _2 2006 3:04PM" (toDate "2006-01-02" "2021-03-04") }}', "Thu Mar  4 2021 12:00AM"],
    ['{{ htmlDate 86400 }} {{ htmlDateInZone 0 "America/New_York" }}', "1970-01-02 1969-12-31"],
    [
      '{{ dateInZone "2006-01-02 15:04 MST -07:00" 1592222400 "America/New_York" }}',
      "2020-06-15 08:00 EDT -04:00",
    ],
    [
      '{{ dateInZone "15:04 MST" 0 "Nope/Zone" }} {{ dateInZone "MST" 0 "europe/berlin" }} {{ date_in_zone "MST" 0 "Asia/Kolkata" }}',
      "00:00 UTC UTC IST",
    ],
    [
      '{{ date "2006-01-02" (int64 -9223372036854775808) }} {{ date "2006-01-02" 253402300800 }} {{ date "2006 06" -62167219201 }}',
      "292277026596-12-04 10000-01-01 -0001 01",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("unixEpoch, toDate and the zero time", () => {
  test.each([
    ['{{ unixEpoch (toDate "2006-01-02" "2020-01-02") }}', "1577923200"],
    ['{{ toDate "2006" "x" }}', "0001-01-01 00:00:00 +0000 UTC"],
    [
      '{{ toDate "2006-01-02" "2020-03-04" | toJson }} {{ toDate "2006-01-02T15:04:05Z07:00" "2020-05-06T07:08:09.5+02:00" }}',
      '"2020-03-04T00:00:00Z" 2020-05-06 07:08:09.5 +0200 +0200',
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("durations", () => {
  test.each([
    [
      '{{ duration "3661" }} {{ duration 95 }} {{ duration (int64 95) }} {{ duration "x" }} {{ duration "9999999999999999999999" }}',
      "1h1m1s 0s 1m35s 0s -1s",
    ],
    [
      '{{ durationRound "2h10m5s" }} {{ durationRound "400h" }} {{ durationRound "24h" }} {{ durationRound "8760h" }} {{ durationRound "8761h" }} {{ durationRound "750h" }} {{ durationRound "-2h" }} {{ durationRound 5 }} {{ durationRound (int64 90000000000) }}',
      "2h 16d 24h 12mo 1y 1mo 2h 0s 1m",
    ],
    [
      '{{ dateModify "-1.5h" (toDate "2006" "2020") }} {{ dateModify "x" (toDate "2006" "2020") }}',
      "2019-12-31 22:30:00 +0000 UTC 2020-01-01 00:00:00 +0000 UTC",
    ],
    [
      '{{ mustDateModify "+1h2m3.5s4ms5us6ns" (toDate "2006" "2020") }}',
      "2020-01-01 01:02:03.504005006 +0000 UTC",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("a time's own methods", () => {
  test.each([
    [
      '{{ $t := toDate "2006-01-02 15:04:05" "2024-02-29 10:30:07" }}{{ $t.Year }} {{ $t.Month }} {{ printf "%d" $t.Month }} {{ $t.Day }} {{ $t.Weekday }} {{ $t.YearDay }} {{ $t.Hour }} {{ $t.Unix }} {{ $t.UnixMilli }} {{ $t.IsZero }} {{ $t.Location }}',
      "2024 February 2 29 Thursday 60 10 1709202607 1709202607000 false UTC",
    ],
    ['{{ (toDate "2006-01-02" "2020-01-31").AddDate 0 1 0 | htmlDate }}', "2020-03-02"],
    [
      '{{ (toDate "2006" "2021").Sub (toDate "2006" "2020") }} {{ (toDate "2006" "2021").After (toDate "2006" "2020") }} {{ (toDate "2006" "2021").Compare (toDate "2006" "2020") }}',
      "8784h0m0s true 1",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("errors", () => {
  test.each([
    ['{{ mustToDate "2006-01-02" "2023-02-29" }}', 'parsing time "2023-02-29": day out of range'],
    ['{{ mustDateModify "1d" (toDate "2006" "2020") }}', 'time: unknown unit "d" in duration "1d"'],
    ['{{ mustDateModify "" (toDate "2006" "2020") }}', 'time: invalid duration ""'],
    ['{{ mustDateModify "1" (toDate "2006" "2020") }}', 'time: missing unit in duration "1"'],
    ['{{ mustDateModify "1h 2m" (toDate "2006" "2020") }}', 'time: unknown unit "h " in duration "1h 2m"'],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
