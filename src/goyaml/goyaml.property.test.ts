import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GoInt, GoList, GoMap } from "../gotemplate/value.ts";
import { valueToYaml } from "./emit-yaml.ts";
import { valueToYamlPretty } from "./emit-yaml-pretty.ts";
import { fromToml, toToml } from "./helm-functions.ts";
import { jsonToValue } from "./json-decode.ts";
import { valueToJson } from "./json-encode.ts";
import { parseYaml, yamlToPlain, yamlToValue } from "./parse-yaml.ts";
import { YamlError } from "./yaml-error.ts";

/** Text that YAML can hold: the control characters that it has no way to write in JSON are left out. */
const text = fc
  .string({ unit: "binary", maxLength: 30 })
  .map((s) => s.replace(/[\u007f-\u009f\ufffe\uffff\p{Cs}]/gu, "?"));
const json = fc
  .letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie("list"),
      tie("map"),
    ),
    list: fc.array(tie("value"), { maxLength: 4 }),
    map: fc.dictionary(text, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  }))
  .value.map((value) => JSON.stringify(value));

/** Pieces that mean something to YAML, in any order. */
const soup = fc
  .array(
    fc.constantFrom(
      "\n",
      "\n  ",
      " ",
      "\t",
      ": ",
      ":",
      "- ",
      "? ",
      ",",
      "[",
      "]",
      "{",
      "}",
      "#",
      "&a ",
      "*a",
      "!!int ",
      "!",
      "|",
      ">-",
      "'",
      '"',
      "\\",
      "%",
      "---",
      "...",
      "<<: ",
      "a",
      "1",
      "~",
      "é",
      "\r\n",
      "\ufeff",
      "\u2028",
    ),
    { maxLength: 25 },
  )
  .map((pieces) => pieces.join(""));

function isAnswer(read: () => unknown): boolean {
  try {
    read();
  } catch (error) {
    return error instanceof YamlError && error.message !== "";
  }
  return true;
}

describe("YAML that is written", () => {
  it("is read back as the same value", () => {
    fc.assert(
      fc.property(json, (source) => {
        const value = jsonToValue(source);
        expect(valueToJson(yamlToValue(valueToYaml(value)))).toBe(valueToJson(value));
      }),
      { numRuns: 300 },
    );
  });

  it("is read back from its pretty form too", () => {
    fc.assert(
      fc.property(json, (source) => {
        const value = jsonToValue(source);
        // go-yaml itself writes what it cannot read where a text of several lines begins with a tab
        fc.pre(!valueToJson(value).includes('"\\t'));
        expect(valueToJson(yamlToValue(valueToYamlPretty(value)))).toBe(valueToJson(value));
      }),
      { numRuns: 300 },
    );
  });

  it("is the same whether or not it has been JSON in between", () => {
    const words = fc.oneof(
      soup,
      text,
      fc.constantFrom("yes", "0o7", "1e3", "-0", "1:30", "2001-01-01", "<<", "="),
    );
    const values = fc.oneof(
      json.map(jsonToValue),
      words,
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }).map((n) => new GoInt(n, "int64")),
      fc.array(fc.tuple(words, words)).map((entries) => new GoMap(entries)),
      fc.constantFrom(new GoMap([], undefined, true), new GoList([], undefined, true), new GoList([])),
    );
    fc.assert(
      fc.property(fc.array(values, { minLength: 1 }), (items) => {
        // what lies outside of the Basic Multilingual Plane is not written without JSON
        const throughJson = valueToYaml(new GoList([...items, "\u{1f600}"]));
        expect(`${valueToYaml(new GoList(items))}- "\\U0001F600"\n`).toBe(throughJson);
      }),
      { numRuns: 300 },
    );
  });

  it("is written the same again", () => {
    fc.assert(
      fc.property(json, (source) => {
        const yaml = valueToYaml(jsonToValue(source));
        expect(valueToYaml(yamlToValue(yaml))).toBe(yaml);
      }),
      { numRuns: 200 },
    );
  });
});

describe("any text", () => {
  it("is YAML or a YamlError", () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: "binary" })), (source) => {
        expect(isAnswer(() => yamlToValue(source))).toBe(true);
        expect(isAnswer(() => yamlToPlain(source))).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it("is JSON or a YamlError, and the same as for JSON.parse", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      "1",
      "-",
      ".5",
      "e3",
      "true",
      "null",
      " ",
      '"\\u00e9"',
      "x",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          json,
          fc.array(pieces, { maxLength: 12 }).map((all) => all.join("")),
        ),
        (source) => {
          let expected: unknown;
          try {
            expected = JSON.parse(source, (_key, value: unknown) => {
              // Go takes no number that a float64 cannot hold
              if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError();
              return value;
            });
          } catch {
            expect(() => jsonToValue(source)).toThrow(YamlError);
            return;
          }
          expect(JSON.parse(valueToJson(jsonToValue(source)))).toEqual(expected);
        },
      ),
      { numRuns: 1000, examples: [["1e311"]] },
    );
  });

  it("is TOML or an error", () => {
    const options = { generation: "1.1", time: () => null } as const;
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: "binary" })), (source) => {
        expect(typeof toToml(fromToml(source, options), "1.1")).toBe("string");
      }),
      { numRuns: 500 },
    );
  });

  it("has nodes in order, each inside of the one around it", () => {
    fc.assert(
      fc.property(json, (source) => {
        const { root } = parseYaml(valueToYaml(jsonToValue(source)));
        const left = root === undefined ? [] : [root];
        for (let node = left.pop(); node !== undefined; node = left.pop()) {
          const children =
            node.kind === "sequence"
              ? node.items
              : node.kind === "mapping"
                ? node.entries.flatMap((e) => [e.key, e.value])
                : [];
          let at = node.start;
          for (const child of children) {
            expect(child.start).toBeGreaterThanOrEqual(at);
            at = child.start;
            left.push(child);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
