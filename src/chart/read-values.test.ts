import { expect, test } from "vitest";
import { valueToJson } from "../goyaml/json-encode.ts";
import { readChartValues } from "./read-values.ts";

test.each([
  [3, '{"a":1,"b":{"c":1}}'],
  [4, '{"a":2,"b":{"c":1,"d":2}}'],
] as const)("of several documents Helm %d takes the first or merges all", (major, json) => {
  const text = "a: 1\nb: { c: 1 }\n--- # next\na: 2\nb: { d: 2 }\n---\n";
  expect(valueToJson(readChartValues(text, major))).toBe(json);
});

test("Helm 4 refuses what only begins as the line between documents", () => {
  expect(() => readChartValues("a: 1\n---b: 2\n", 4)).toThrow(
    /^error reading yaml document: invalid Yaml document separator: b: 2$/,
  );
  expect(() => readChartValues("a: [\n---\n---b: 2\n", 4)).toThrow(/^cannot unmarshal yaml document: /);
});
