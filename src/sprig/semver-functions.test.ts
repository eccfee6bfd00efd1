import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));
const helm3 = evaluator(templateFunctions({ version: "v3.17.3" }));

describe("versions and what they tell", () => {
  test.each([
    [
      '{{ $v := semver "v1.2.3-alpha.1+build.5" }}{{ $v.Major }}.{{ $v.Minor }}.{{ $v.Patch }} {{ $v.Prerelease }} {{ $v.Metadata }} {{ $v.Original }} {{ $v }}',
      "1.2.3 alpha.1 build.5 v1.2.3-alpha.1+build.5 1.2.3-alpha.1+build.5",
    ],
    ['{{ semver "1" }} {{ semver "v2.3" }} {{ semver "01.2.3" }}', "1.0.0 2.3.0 1.2.3"],
    [
      '{{ (semver "1.2.3").IncMajor }} {{ (semver "1.2.3").IncMinor }} {{ (semver "1.2.3-a").IncPatch }} {{ (semver "v1.2.3").SetPrerelease "rc1" }} {{ (semver "1.2.3").SetMetadata "m" }}',
      "2.0.0 1.3.0 1.2.3 1.2.3-rc1 1.2.3+m",
    ],
    [
      '{{ (semver "1.2.3").Compare (semver "1.10.0") }} {{ (semver "1.2.3").Equal (semver "v1.2.3+x") }} {{ (semver "1.2.4-rc").GreaterThan (semver "1.2.3") }} {{ (semver "1.0.0").LessThanEqual (semver "1.0.0") }}',
      "-1 true true true",
    ],
    [
      '{{ semver "1.2.3-beta.2+m" | toJson }} {{ list (semver "v1.2") }} {{ typeOf (semver "1.2.3").Major }}',
      '"1.2.3-beta.2+m" [1.2.0] uint64',
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("constraints", () => {
  test.each([
    [
      '{{ semverCompare "^1.2.0" "1.9.9" }}{{ semverCompare "~1.2" "1.3.0" }}{{ semverCompare ">=1.0,<2" "1.5" }}{{ semverCompare "1.x || 3.x" "3.1.0" }}{{ semverCompare "1.2 - 1.4" "1.4.9" }}{{ semverCompare "*" "1.0.0-a" }}{{ semverCompare ">=1.0-0" "1.0.0-a" }}',
      "truefalsetruetruetruefalsetrue",
    ],
    [
      '{{ semverCompare ">11" "11.1.0" }}{{ semverCompare ">11.1" "11.2.0" }}{{ semverCompare "<=11" "11.9.9" }}{{ semverCompare "!=1.x" "1.5.0" }}{{ semverCompare "^0.0.3" "0.0.4" }}{{ semverCompare "^0.2" "0.2.9" }}{{ semverCompare "=> 1, =< 2" "1.5.0" }}',
      "falsetruetruefalsefalsetruetrue",
    ],
    [
      '{{ semverCompare ">=1.16-0" "v1.20.4-gke.1900" }}{{ semverCompare ">=1.16" "v1.20.4-gke.1900" }}{{ semverCompare ">1.2.3-99" "1.2.3-103" }}{{ semverCompare ">1.2.3-a" "1.2.3-9" }}',
      "truefalsetruefalse",
    ],
    [
      '{{ semverCompare "!=1.2.3" "1.3.0-rc.1" }} {{ semverCompare ">=1.2.3-beta.1 <2" "1.3.0-rc.1" }}',
      "false true",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });

  test.each([
    [
      '{{ semverCompare "!=1.2.3" "1.3.0-rc.1" }} {{ semverCompare ">=1.2.3-beta.1 <2" "1.3.0-rc.1" }}',
      "true false",
    ],
  ])("%s in Helm 3.17", (template, output) => {
    expect(helm3(template)).toBe(output);
  });
});

describe("errors", () => {
  test.each([
    ['{{ semver "1.2.3.4" }}', "invalid semantic version"],
    ['{{ semver "1.2.3-01" }}', "version segment starts with 0"],
    [
      '{{ semver "99999999999999999999.0.0" }}',
      'error parsing version segment: strconv.ParseUint: parsing "99999999999999999999": value out of range',
    ],
    ['{{ semverCompare ">= abc" "1.2.3" }}', "improper constraint: >= abc"],
    ['{{ semverCompare "" "1.2.3" }}', "improper constraint:"],
    ['{{ semverCompare ">=1|2.0.0" "1.2.3" }}', "constraint parser error"],
    ['{{ (semver "1.2.3").SetMetadata "a_b" }}', "invalid metadata string"],
    [
      '{{ (semver "1.2.3").Compare nil }}',
      "runtime error: invalid memory address or nil pointer dereference",
    ],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });

  test.each([
    ['{{ semver "1.2.3.4" }}', "Invalid Semantic Version"],
    ['{{ semver "1.2.3-01" }}', "Version segment starts with 0"],
    [
      '{{ semver "99999999999999999999.0.0" }}',
      'Error parsing version segment: strconv.ParseUint: parsing "99999999999999999999": value out of range',
    ],
    ['{{ semverCompare ">=1|2.0.0" "1.2.3" }}', "constraint Parser Error"],
    ['{{ (semver "1.2.3").SetMetadata "a_b" }}', "Invalid Metadata string"],
  ])("%s in Helm 3.17", (template, message) => {
    expect(() => helm3(template)).toThrow(message);
  });
});

test.each(["<22.3-0 ", "1  ", "1 , "])(
  "a constraint of many %j that fits nowhere is refused at once",
  (part) => {
    const constraint = `${part.repeat(60)}?`;
    expect(() => helm4(`{{ semverCompare "${constraint}" "1.2.3" }}`)).toThrow("improper constraint");
    const long = `{{ semverCompare (repeat 10000 "${part}") "1.2.3" }}`;
    expect(() => helm4(long)).toThrow("a constraint that is too long");
  },
);
