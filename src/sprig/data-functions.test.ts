import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("TOML times are times", () => {
  test.each([
    [
      '{{ (fromToml "d = 1979-05-27T07:32:00Z").d | typeOf }} {{ (fromToml "d = 1979-05-27T07:32:00-07:00").d | date "15:04" }} {{ (fromToml "d = 1979-05-27").d }}',
      "time.Time 14:32 1979-05-27 00:00:00 +0000 date-local",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("JSON and YAML of what the functions give", () => {
  test.each([
    [
      '{{ toJson (semver "1.2.3") }}{{ toJson (rest (list)) }}{{ toJson (toDate "2006" "2020") }}{{ toYaml (dict "t" (toDate "2006" "2020")) }}',
      '"1.2.3"null"2020-01-01T00:00:00Z"t: "2020-01-01T00:00:00Z"',
    ],
    [
      '{{ mustFromJson "[1]" }}{{ fromJson "[1]" }}{{ toPrettyJson (dict "a" (list 1)) }}{{ toRawJson "<a>" }}',
      '[1]map[Error:json: cannot unmarshal array into Go value of type map[string]interface {}]{\n  "a": [\n    1\n  ]\n}"<a>"',
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("errors", () => {
  test.each([
    ['{{ mustFromJson "{bad" }}', "invalid character 'b' looking for beginning of object key string"],
    ['{{ toRawJson (float64 "Inf") }}', "json: unsupported value: +Inf"],
    ["{{ toToml nil }}", "reflect: call of reflect.Value.Type on zero Value"],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
