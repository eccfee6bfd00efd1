import { describe, expect, it } from "vitest";
import { GoComplex, GoFunc, GoList, GoMap, GoStruct, int, int64, type Value } from "../gotemplate/value.ts";
import { valueToJson } from "./json-encode.ts";

describe("valueToJson", () => {
  it.each<[Value, string]>([
    [null, "null"],
    [true, "true"],
    [1, "1"],
    [1e6, "1000000"],
    [1e20, "100000000000000000000"],
    [1e21, "1e+21"],
    [1e-6, "0.000001"],
    [1e-7, "1e-7"],
    [-0, "-0"],
    [int(5), "5"],
    [int64(9007199254740993n), "9007199254740993"],
    [Uint8Array.of(0, 255, 16, 32), '"AP8QIA=="'],
    [
      new GoMap([
        ["b", 1],
        ["a", new GoList([])],
        ["é", null],
        ["😀", 1],
        ["\uff00", 2],
      ]),
      '{"a":[],"b":1,"é":null,"\uff00":2,"😀":1}',
    ],
    [new GoMap([], "map[string]interface {}", true), "null"],
    [new GoList([], "[]interface {}", true), "null"],
    [
      new GoStruct(
        "T",
        new Map([
          ["B", 1],
          ["A", 2],
        ]),
      ),
      '{"B":1,"A":2}',
    ],
    [new GoStruct("T", new Map(), new Map(), undefined, false, () => "1.2.3"), '"1.2.3"'],
    [new GoStruct("T", new Map(), new Map(), undefined, false, () => [["name", "x"]]), '{"name":"x"}'],
  ])("writes %o", (value, json) => {
    expect(valueToJson(value)).toBe(json);
  });

  it("escapes what Go escapes", () => {
    const text = '<a>&"\\\u0001\b\f\n\r\t\u007f\u2028\u2029é😀\udcff';
    const plain = '\\"\\\\\\u0001\\b\\f\\n\\r\\t\u007f\\u2028\\u2029é😀\\ufffd"';
    expect(valueToJson(text)).toBe(`"\\u003ca\\u003e\\u0026${plain}`);
    expect(valueToJson(text, { escapeHtml: false })).toBe(`"<a>&${plain}`);
  });

  it("indents", () => {
    const value = new GoMap([
      ["a", new GoList([1, new GoMap(), new GoList([])])],
      ["b", null],
    ]);
    expect(valueToJson(value, { indent: "  " })).toBe(
      '{\n  "a": [\n    1,\n    {},\n    []\n  ],\n  "b": null\n}',
    );
  });

  it.each<[Value, string]>([
    [Number.NaN, "json: unsupported value: NaN"],
    [Number.NEGATIVE_INFINITY, "json: unsupported value: -Inf"],
    [new GoComplex(1, 2), "json: unsupported type: complex128"],
    [new GoFunc([], () => null), "json: unsupported type: func()"],
  ])("refuses %o", (value, message) => {
    expect(() => valueToJson(value)).toThrow(message);
  });

  it("tells the first wrong value in the order of the names", () => {
    expect(() =>
      valueToJson(
        new GoMap([
          ["b", Number.NaN],
          ["a", Number.POSITIVE_INFINITY],
        ]),
      ),
    ).toThrow("+Inf");
  });

  it("sees values that contain themselves", () => {
    const map = new GoMap();
    const list = new GoList([map]);
    map.set("self", list);
    expect(() => valueToJson(map)).toThrow(/^json: unsupported value: encountered a cycle via /);
    expect(valueToJson(new GoList([list, list].map(() => new GoMap())))).toBe("[{},{}]");
  });
});
