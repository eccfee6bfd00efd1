import { describe, expect, it } from "vitest";
import { GoList, GoMap } from "../gotemplate/value.ts";
import { decodeJson, jsonToValue } from "./json-decode.ts";

// What helm 4.1.4 says.
const refused: readonly (readonly [source: string, message: string])[] = [
  ["", "unexpected end of JSON input"],
  ["{", "unexpected end of JSON input"],
  ["[1,", "unexpected end of JSON input"],
  ['"a', "unexpected end of JSON input"],
  ["{bad}", "invalid character 'b' looking for beginning of object key string"],
  ["{'a':1}", "invalid character '\\'' looking for beginning of object key string"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
  ["[1 2]", "invalid character '2' after array element"],
  ["[1,]", "invalid character ']' looking for beginning of value"],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ["{} x", "invalid character 'x' after top-level value"],
  ["tru", "invalid character ' ' in literal true (expecting 'e')"],
  ["trux", "invalid character 'x' in literal true (expecting 'e')"],
  ["nul]", "invalid character ']' in literal null (expecting 'l')"],
  ["-", "invalid character ' ' in numeric literal"],
  ["-x", "invalid character 'x' in numeric literal"],
  ["01", "invalid character '1' after top-level value"],
  ["1.", "invalid character ' ' after decimal point in numeric literal"],
  ["1.x", "invalid character 'x' after decimal point in numeric literal"],
  ["1e", "invalid character ' ' in exponent of numeric literal"],
  ["1e+x", "invalid character 'x' in exponent of numeric literal"],
  ['"\\q"', "invalid character 'q' in string escape code"],
  ['"\\u12x4"', "invalid character 'x' in \\u hexadecimal character escape"],
  ['"\u0001"', "invalid character '\\x01' in string literal"],
  ['"a\nb"', "invalid character '\\n' in string literal"],
  ["é", "invalid character 'Ã' looking for beginning of value"],
  ["'", "invalid character '\\'' looking for beginning of value"],
  ["\ufeff1", "invalid character 'ï' looking for beginning of value"],
  ["[[1}", "invalid character '}' after array element"],
];

describe("jsonToValue", () => {
  it("reads every kind of value, the last of equal names", () => {
    const value = jsonToValue(' {"a": [1, -0.5e1, "x", true, false, null], "b": {}, "b": 2}\n');
    expect(value).toEqual(
      new GoMap([
        ["a", new GoList([1, -5, "x", true, false, null])],
        ["b", 2],
      ]),
    );
  });

  it.each([
    ['"\\u00e9\\n\\/\\""', 'é\n/"'],
    ['"\\ud83d\\ude00"', "😀"],
    ['"\\ud83dx\\ude00\\ud83d\\u0041"', "\ufffdx\ufffd\ufffdA"],
    ['"\udcff\udcc3"', "\ufffd\ufffd"],
    ['"\u007f\u0085"', "\u007f\u0085"],
  ])("reads the string %j", (source, text) => {
    expect(jsonToValue(source)).toBe(text);
  });

  it.each(refused)("refuses %j", (source, message) => {
    expect(() => jsonToValue(source)).toThrow(expect.objectContaining({ code: "json-syntax", message }));
  });

  it("says where the error is", () => {
    expect(() => jsonToValue('{\n "a": x}')).toThrow(
      expect.objectContaining({ place: { line: 2, column: 7 } }),
    );
  });

  it("holds no number that is no float64", () => {
    const message = "json: cannot unmarshal number 1e400 into Go value of type float64";
    expect(() => jsonToValue("[1e400]")).toThrow(message);
    expect(decodeJson("[1e400, 2]")).toEqual({ value: new GoList([null, 2]), problem: message });
  });

  it("reads nested values up to Go's bound", () => {
    expect(jsonToValue("[".repeat(10_000) + "]".repeat(10_000))).toBeInstanceOf(GoList);
    expect(() => jsonToValue("[".repeat(10_001))).toThrow("invalid character '[' exceeded max depth");
  });
});
