import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("kinds and types", () => {
  test.each([
    [
      '{{ range list 1 1.5 "s" true nil (list) (dict) (until 1) (int64 1) (semver "1.2.3") (toDate "2006" "2020") 1i (toDate "2006" "2020").Month }}{{ kindOf . }}/{{ typeOf . }} {{ end }}',
      "int/int float64/float64 string/string bool/bool invalid/<nil> slice/[]interface {} map/map[string]interface {} slice/[]int int64/int64 ptr/*semver.Version struct/time.Time complex128/complex128 int/time.Month ",
    ],
    [
      '{{ kindIs "map" .Values }}{{ typeIs "string" "s" }}{{ typeIsLike "semver.Version" (semver "1.0.0") }}{{ typeIs "semver.Version" (semver "1.0.0") }}',
      "truetruetruefalse",
    ],
    [
      '{{ typeOf (split "," "a") }} {{ typeOf (chunk 1 (list 1)) }} {{ typeOf (keys (dict)) }}',
      "map[string]string [][]interface {} []string",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("deepEqual wants the same type, and nil slices apart from empty ones", () => {
  test.each([
    [
      '{{ deepEqual (dict "a" (list 1)) (dict "a" (list 1)) }}{{ deepEqual 1 1.0 }}{{ deepEqual nil nil }}',
      "truefalsetrue",
    ],
    [
      '{{ deepEqual (rest (list)) (list) }}{{ deepEqual (until 1) (list 0) }}{{ deepEqual (dict "a" nil) (dict "b" nil) }}',
      "falsefalsefalse",
    ],
    [
      '{{ deepEqual (float64 "NaN") (float64 "NaN") }}{{ $l := list (float64 "NaN") }}{{ deepEqual $l $l }}',
      "falsetrue",
    ],
    [
      '{{ deepEqual (semver "1.2.3") (semver "1.2.3") }}{{ deepEqual (semver "1.2.3") (semver "v1.2.3") }}',
      "truefalse",
    ],
    [
      '{{ deepEqual (toDate "2006" "2020") (toDate "2006" "2020") }}{{ deepEqual (toDate "2006" "2020") (toDate "2006" "2020").UTC }}',
      "truefalse",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});
