import { describe, expect, it } from "vitest";
import { GoInt, GoList, GoMap, GoStruct, int, int64, type Value } from "../gotemplate/value.ts";
import { fromToml, toToml } from "./helm-functions.ts";
import { jsonToValue } from "./json-decode.ts";
import { valueToJson } from "./json-encode.ts";
import type { TomlGeneration } from "./toml-source.ts";
import type { TomlTime } from "./toml-time.ts";

/** Stands in for time.Time: shows what it was made of. */
function time({ seconds, nanoseconds, zone }: TomlTime): Value {
  const text = new Date(Number(seconds) * 1000 + nanoseconds / 1e6).toISOString().replace(/\.000Z$/, "Z");
  return new GoStruct(
    "time.Time",
    new Map(),
    new Map(),
    () => `${text} ${zone.name}`,
    false,
    () => text,
  );
}

const read = (source: string, generation: TomlGeneration = "1.1"): GoMap =>
  fromToml(source, { generation, time });
const json = (value: Value): string => valueToJson(value, { escapeHtml: false });

// What helm 4.1.4 answers, as JSON.
const answers: readonly (readonly [source: string, json: string])[] = [
  [
    's = "q\\"\\u00e9\\n"\nr = \'raw\\n\'\nm = """\none \\\n   two"""',
    '{"m":"one two","r":"raw\\\\n","s":"q\\"é\\n"}',
  ],
  ['a = [1, "x", [2.5], {b = true}, # c\n]', '{"a":[1,"x",[2.5],{"b":true}]}'],
  [
    "a.b.c = 1\na.b.d = 2\n[x]\ny = 1\n[x.z]\n[[t]]\nu = 1\n[[t]]\nu = 2\n[t.v]",
    '{"a":{"b":{"c":1,"d":2}},"t":[{"u":1},{"u":2,"v":{}}],"x":{"y":1,"z":{}}}',
  ],
  ["p = {x = 1, y = {z = 2}}", '{"p":{"x":1,"y":{"z":2}}}'],
  ['"a b".\'c.d\' = 1\n"" = 2', '{"":2,"a b":{"c.d":1}}'],
  ["a = {b = 1}\na.c = 2", '{"a":{"b":1,"c":2}}'],
  ["a.b.c = 1\na.b = 2", '{"a":{"b":{"c":1}}}'],
  ["# only a comment", "{}"],
];

// What helm 4.1.4 and 3.17.3 answer where TOML 1.1 goes further.
const newer: readonly (readonly [source: string, helm4: string, helm3: string])[] = [
  [
    "a = {b = 1,\n c = 2,}",
    '{"a":{"b":1,"c":2}}',
    '{"Error":"toml: line 1 (last key \\"a.b\\"): newlines not allowed within inline tables"}',
  ],
  [
    'a = "\\e\\x41"',
    '{"a":"\\u001bA"}',
    '{"Error":"toml: line 1 (last key \\"a\\"): invalid escape in string \'\\\\e\'"}',
  ],
  [
    "a = 07:32",
    '{"a":"0000-01-01T07:32:00Z"}',
    '{"Error":"toml: line 1 (last key \\"a\\"): invalid datetime: \\"07:32\\""}',
  ],
  [
    "a = []\na = [1]",
    '{"Error":"toml: line 2 (last key \\"a\\"): Key \'a\' has already been defined."}',
    '{"a":[1]}',
  ],
];

// The errors of helm 4.1.4, and of 3.17.3 where they differ.
const refused: readonly (readonly [source: string, helm4: string, helm3?: string])[] = [
  ["a = 1\na = 2", "toml: line 2 (last key \"a\"): Key 'a' has already been defined."],
  [
    "a = ",
    'toml: line 1 (last key "a"): unexpected EOF; expected value',
    'toml: line 0 (last key "a"): unexpected EOF; expected value',
  ],
  [
    "a",
    "toml: line 1: unexpected EOF; expected key separator '='",
    "toml: line 0: unexpected EOF; expected key separator '='",
  ],
  ["= 1", "toml: line 1: unexpected '=': key name appears blank"],
  ["a = b", 'toml: line 1 (last key "a"): expected value but found "b" instead'],
  [
    "a = 1 b = 2",
    "toml: line 1: expected a top-level item to end with a newline, comment, or EOF, but got 'b' instead",
  ],
  [
    "a = [1, 2",
    "toml: line 1 (last key \"a\"): expected a comma (',') or array terminator (']'), but got end of file",
    "toml: line 0 (last key \"a\"): expected a comma (',') or array terminator (']'), but got end of file",
  ],
  ["a = [1,, 2]", 'toml: line 1 (last key "a"): unexpected comma'],
  [
    'a = "x',
    'toml: line 1 (last key "a"): unexpected EOF; expected \'"\'',
    'toml: line 0 (last key "a"): unexpected EOF; expected \'"\'',
  ],
  ['a = "\n"', 'toml: line 1 (last key "a"): strings cannot contain newlines'],
  ['a = "\\q"', "toml: line 1 (last key \"a\"): invalid escape in string '\\q'"],
  [
    'a = "\\u12"',
    'toml: line 1 (last key "a"): expected four hexadecimal digits after \'\\u\', but got "\\\\u12\\"" instead',
  ],
  ['a = "\\ud800"', "toml: line 1 (last key \"a\"): Escaped character '\\ud800' is not valid UTF-8."],
  ["a = 01", 'toml: line 1 (last key "a"): Invalid integer "01": cannot have leading zeroes'],
  [
    "a = 1__0",
    'toml: line 1 (last key "a"): Invalid integer "1__0": underscores must be surrounded by digits',
  ],
  [
    "a = 0x",
    "toml: line 1 (last key \"a\"): not a hexadecimal number: '0x\u0000'",
    "toml: line 1 (last key \"a\"): not a hexidecimal number: '0x\u0000'",
  ],
  ["a = +0x1", "toml: line 1 (last key \"a\"): cannot use sign with non-decimal numbers: '+0x'"],
  ["a = 1.", 'toml: line 1 (last key "a"): Invalid float "1.": \'.\' must be followed by one or more digits'],
  ["a = .5", "toml: line 1 (last key \"a\"): floats must start with a digit, not '.'"],
  ["a = 1e400", 'toml: line 1 (last key "a"): 1e400 is out of range for float64'],
  ["a = 9223372036854775808", 'toml: line 1 (last key "a"): 9223372036854775808 is out of range for int64'],
  ["a = 2020-13-01", 'toml: line 1 (last key "a"): invalid datetime: "2020-13-01"'],
  ["[a\n", "toml: line 2: expected '.' or ']' to end table name, but got '\\n' instead"],
  ["[]", "toml: line 1: unexpected end of table name (table names cannot be empty)"],
  ["[a]\n[a]", "toml: line 2: Key 'a' has already been defined."],
  ["[a]\n[[a]]", "toml: line 2: Key 'a' was already created and cannot be used as an array."],
  ["[a]\nb = 1\n[a.b]", "toml: line 3 (last key \"a\"): Key 'a.b' has already been defined."],
  [
    "a = {b = 1 c = 2}",
    "toml: line 1 (last key \"a.b\"): expected a comma or an inline table terminator '}', but got 'c' instead",
  ],
  ["a = {b = 1, b = 2}", "toml: line 1 (last key \"a.b\"): Key 'a.b' has already been defined."],
  ["a..b = 1", "toml: line 1: unexpected '.'"],
  ["a = \u0001", "toml: line 1 (last key \"a\"): TOML files cannot contain control characters: '0x01'"],
  [
    "\u0000",
    "toml: line 1: files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8",
  ],
  ["a = \r", "toml: line 1 (last key \"a\"): TOML files cannot contain control characters: '0x0d'"],
];

// What toToml of helm 4.1.4 makes of JSON values, and that of 3.17.3 where it differs.
const written: readonly (readonly [json: string, helm4: string, helm3?: string])[] = [
  ['{"a":1,"b":"x","c":true,"d":null}', 'a = 1.0\nb = "x"\nc = true\n'],
  ['{"z":{"y":{"x":1}},"a":2}', "a = 2.0\n\n[z]\n  [z.y]\n    x = 1.0\n"],
  ['{"l":[1,"a",[2.5]],"e":[],"m":{}}', 'e = []\nl = [1.0, "a", [2.5]]\n\n[m]\n'],
  ['{"t":[{"a":1},{"b":{"c":2}}]}', "[[t]]\n  a = 1.0\n\n[[t]]\n  [t.b]\n    c = 2.0\n"],
  ['{"mixed":[{"a":1,"n":null},1]}', "mixed = [{a = 1.0, }, 1.0]\n"],
  ['{"a b":1,"":2,"c.d":{"e\\n":3}}', '"" = 2.0\n"a b" = 1.0\n\n["c.d"]\n  "e\\n" = 3.0\n'],
  [
    '{"f":[1e+21,1000000,0.1,1e-7]}',
    "f = [1e+21, 1e+06, 0.1, 1e-07]\n",
    "f = [1000000000000000000000.0, 1000000.0, 0.1, 0.0000001]\n",
  ],
  ['{"s":"q\\"\\\\\\n\\t\\u0001\u007fé"}', 's = "q\\"\\\\\\n\\t\\u0001\\u007fé"\n'],
  ['{"n":[null]}', "toml: cannot encode array with nil element"],
  ["[{}]", "toml: top-level values must be Go maps or structs"],
  ['[1,"a"]', '[1.0, "a"]'],
  ['"text"', '"text"'],
  ["1.5", "1.5"],
  ["true", "true"],
  ["{}", ""],
];

describe("fromToml", () => {
  it.each(answers)("reads %j", (source, expected) => {
    expect(json(read(source))).toBe(expected);
    expect(json(read(source, "1.0"))).toBe(expected);
  });

  it.each(newer)("reads %j by the TOML of the Helm version", (source, helm4, helm3) => {
    expect(json(read(source)).replace("1970", "0000")).toBe(helm4);
    expect(json(read(source, "1.0"))).toBe(helm3);
  });

  for (const [source, helm4, helm3 = helm4] of refused)
    it(`refuses ${JSON.stringify(source)}`, () => {
      expect(read(source).get("Error")).toBe(helm4);
      expect(read(source, "1.0").get("Error")).toBe(helm3);
    });

  it("writes nothing that is nested too deeply", () => {
    const deep = `{"a":${"[".repeat(9000)}${"]".repeat(9000)}}`;
    expect(() => toToml(jsonToValue(deep), "1.1")).toThrow("nested too deeply");
  });

  it("keeps integers and floats apart", () => {
    expect(read("a = 7\nb = 7.0\nc = 0b101\nd = -inf").get("a")).toEqual(int64(7));
    expect([...read("b = 7.0\nd = -inf").values()]).toEqual([7, Number.NEGATIVE_INFINITY]);
    expect(read("a = -9223372036854775808").get("a")).toEqual(new GoInt(-(2n ** 63n), "int64"));
  });

  it("makes a typed list of an array of tables", () => {
    expect(read("[[a]]\nb = 1").get("a")).toMatchObject({ goType: "[]map[string]interface {}" });
    expect(read("a = [{b = 1}]").get("a")).toMatchObject({ goType: "[]interface {}" });
  });

  it.each([
    ["1979-05-27T07:32:00.5Z", "1979-05-27T07:32:00.500Z", "UTC"],
    ["1979-05-27 07:32:00+01:00", "1979-05-27T06:32:00Z", ""],
    ["1979-05-27t07:32:00", "1979-05-27T07:32:00Z", "datetime-local"],
    ["1979-05-27", "1979-05-27T00:00:00Z", "date-local"],
    ["0000-03-01", "0000-03-01T00:00:00Z", "date-local"],
    ["07:32:00", "0000-01-01T07:32:00Z", "time-local"],
  ])("reads the time %s", (source, moment, zone) => {
    const value = read(`t = ${source}`).get("t");
    expect(value instanceof GoStruct && value.format?.()).toBe(`${moment} ${zone}`);
  });

  it("is bounded", () => {
    expect(read(`a = ${"[".repeat(100_000)}`).get("Error")).toMatch(/nested too deeply/);
  });
});

describe("toToml", () => {
  for (const [source, helm4, helm3 = helm4] of written)
    it(`writes ${source}`, () => {
      expect(toToml(jsonToValue(source), "1.1")).toBe(helm4);
      expect(toToml(jsonToValue(source), "1.0")).toBe(helm3);
    });

  it("keeps integers and floats apart", () => {
    const value = new GoMap([
      ["i", int(1)],
      ["f", 1],
      ["d", new GoInt(1_500_000_000n, "time.Duration")],
    ]);
    expect(toToml(value, "1.1")).toBe('d = "1.5s"\nf = 1.0\ni = 1\n');
  });

  it("leaves nil out of tables", () => {
    const nil = new GoList([], "[]interface {}", true);
    expect(
      toToml(
        new GoMap([
          ["a", nil],
          ["b", new GoMap([], undefined, true)],
          ["c", 1],
        ]),
        "1.1",
      ),
    ).toBe("c = 1.0\n");
    expect(toToml(nil, "1.1")).toBe("[]");
  });

  it("writes the times that it has read as they were", () => {
    const source = "a = 1979-05-27\nb = 1979-05-27T07:32:00\nc = 1979-05-27T07:32:00Z\nd = 07:32:00\n";
    expect(toToml(read(source), "1.1")).toBe(source);
  });

  it("fails for nil as Go's reflection does", () => {
    expect(() => toToml(null, "1.1")).toThrow("reflect: call of reflect.Value.Type on zero Value");
  });
});
