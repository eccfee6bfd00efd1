import { describe, expect, it } from "vitest";
import { GoMap, type Value } from "../gotemplate/value.ts";
import * as functions from "./helm-functions.ts";

const json = (value: Value): string => functions.toRawJson(value);

describe("fromYaml and fromYamlArray", () => {
  it("give what they read", () => {
    expect(json(functions.fromYaml("a: [1]"))).toBe('{"a":[1]}');
    expect(json(functions.fromYamlArray("- a: 1"))).toBe('[{"a":1}]');
  });

  it("are empty for nothing and for null", () => {
    expect(json(functions.fromYaml(""))).toBe("{}");
    expect(json(functions.fromYamlArray("~"))).toBe("[]");
  });

  it.each([
    ["a: b: c", "error converting YAML to JSON: yaml: mapping values are not allowed in this context"],
    ["a: .nan", "error converting YAML to JSON: json: unsupported value: NaN"],
    [
      "text",
      "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type ",
    ],
    [
      "5",
      "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal number into Go value of type ",
    ],
    [
      "yes",
      "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal bool into Go value of type ",
    ],
    [
      `- ${"[".repeat(10_000)}${"]".repeat(10_000)}`,
      "error unmarshaling JSON: while decoding JSON: invalid character '[' exceeded max depth",
    ],
  ])("hold the error of %.20s", (source, message) => {
    const map = message.endsWith(" ") ? `${message}map[string]interface {}` : message;
    const list = message.endsWith(" ") ? `${message}[]interface {}` : message;
    expect(functions.fromYaml(source).get("Error")).toBe(map);
    expect(functions.fromYamlArray(source).items).toEqual([list]);
  });
});

describe("fromJson and fromJsonArray", () => {
  it("give nil for null", () => {
    expect(json(functions.fromJson("null"))).toBe("null");
    expect(json(functions.fromJsonArray("null"))).toBe("null");
  });

  it("keep what is beside a number out of range, or only tell it", () => {
    const message = "json: cannot unmarshal number 1e400 into Go value of type float64";
    expect(json(functions.fromJson('{"a":1e400,"b":[1e500,2]}'))).toBe(
      `{"Error":"${message}","a":null,"b":[null,2]}`,
    );
    expect(functions.fromJsonArray("[1e400,1]").items).toEqual([message]);
    expect(functions.fromJson("1e400").get("Error")).toBe(
      "json: cannot unmarshal number into Go value of type map[string]interface {}",
    );
  });

  it("hold errors", () => {
    expect(functions.fromJson("{").get("Error")).toBe("unexpected end of JSON input");
    expect(functions.fromJsonArray("{}").items).toEqual([
      "json: cannot unmarshal object into Go value of type []interface {}",
    ]);
  });
});

describe("to… functions", () => {
  const value = new GoMap([["a", "<b>"]]);

  it("write", () => {
    expect(functions.toYaml(value)).toBe("a: <b>");
    expect(functions.toYamlPretty(value)).toBe("a: <b>");
    expect(functions.toJson(value)).toBe('{"a":"\\u003cb\\u003e"}');
    expect(functions.toRawJson(value)).toBe('{"a":"<b>"}');
    expect(functions.toPrettyJson(value)).toBe('{\n  "a": "\\u003cb\\u003e"\n}');
    expect(functions.toYaml(null)).toBe("null");
  });

  it("are empty where they fail, or throw if they must not", () => {
    const bad = Number.NaN;
    expect([functions.toYaml(bad), functions.toJson(bad), functions.toPrettyJson(bad)]).toEqual(["", "", ""]);
    expect(() => functions.mustToYaml(bad)).toThrow(
      "error marshaling into JSON: json: unsupported value: NaN",
    );
    expect(() => functions.mustToYaml("\u009f")).toThrow(
      "error converting JSON to YAML: yaml: control characters are not allowed",
    );
    for (const must of [
      functions.mustToJson,
      functions.mustToPrettyJson,
      functions.mustToRawJson,
      functions.toRawJson,
    ])
      expect(() => must(bad)).toThrow("json: unsupported value: NaN");
  });
});
