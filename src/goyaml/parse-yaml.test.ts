import { describe, expect, it } from "vitest";
import { valueToJson } from "./json-encode.ts";
import { parseYaml, yamlToPlain, yamlToValue } from "./parse-yaml.ts";
import { YamlError } from "./yaml-error.ts";

// What helm 4.1.4 answers to fromYaml or fromYamlArray, as JSON.
const read: Readonly<Record<string, readonly (readonly [source: string, json: string])[]>> = {
  "plain scalars": [
    ["a: b c", '{"a":"b c"}'],
    ["a: b\n  c\n\n  d", '{"a":"b c\\nd"}'],
    ["a: x#y #z", '{"a":"x#y"}'],
    ["a: http://h:80/p", '{"a":"http://h:80/p"}'],
    ["a:: b", '{"a:":"b"}'],
    ["a?b: 1", '{"a?b":1}'],
    ["a: b - c", '{"a":"b - c"}'],
    ["?c: 2", '{"?c":2}'],
    ["a: -x", '{"a":"-x"}'],
    ["a: x\t# c", '{"a":"x"}'],
    ["[a, b\n\tc]", '["a","b c"]'],
  ],
  "quoted scalars": [
    ["a: 'it''s'", '{"a":"it\'s"}'],
    ['a: "\\x41\\u00e9\\U0001F600\\n\\_\\e"', '{"a":"Aé😀\\n \\u001b"}'],
    ['a: "one\n  two\n\n  three"', '{"a":"one two\\nthree"}'],
    ['a: "one \\\n  two"', '{"a":"one two"}'],
    ["a: 'one\n\n\n two'", '{"a":"one\\n\\ntwo"}'],
    ['a: "x"# c', '{"a":"x"}'],
    ['a: "tab\there"', '{"a":"tab\\there"}'],
    ['"a b" : 1', '{"a b":1}'],
  ],
  "block scalars": [
    ["a: |\n  x\n   y\n\nb: 1", '{"a":"x\\n y\\n","b":1}'],
    ["a: |-\n  x\n", '{"a":"x"}'],
    ["a: |+\n  x\n\n", '{"a":"x\\n\\n"}'],
    ["a: |2\n   x\n", '{"a":" x\\n"}'],
    ["a: >\n  x\n  y\n\n  z\n   w\n  v\n", '{"a":"x y\\nz\\n w\\nv\\n"}'],
    ["a: >-2 # c\n    x\n", '{"a":"  x"}'],
    ["a: |\n\nb: 1", '{"a":"","b":1}'],
    ["- |\n x", '["x"]'],
    ["- |\n  top", '["top"]'],
    ["a: |\n  x\n# end", '{"a":"x\\n"}'],
  ],
  collections: [
    ["a:\n- 1\n-\n- - 2\n  - b: 3\nc:", '{"a":[1,null,[2,{"b":3}]],"c":null}'],
    ["- a: 1\n  b: 2\n-\n  c: 3", '[{"a":1,"b":2},{"c":3}]'],
    ["? a\n: - b\n? c", '{"a":["b"],"c":null}'],
    ['a: {b: [c, {d}], "e":f, g: }', '{"a":{"b":["c",{"d":null}],"e":"f","g":null}}'],
    ["a: [\n1\n]", '{"a":[1]}'],
    ["a: [1,\n2]", '{"a":[1,2]}'],
    ["a: [x: y, ? z : w]", '{"a":[{"x":true},{"z":"w"}]}'],
    ["{a: b,}", '{"a":"b"}'],
    ["a: {b:c}", '{"a":{"b:c":null}}'],
  ],
  "anchors, aliases and merge keys": [
    ["a: &x [1]\nb: *x", '{"a":[1],"b":[1]}'],
    ["&k a: 1\nb: *k", '{"a":1,"b":"a"}'],
    ["a: &x 1\nb: &x 2\nc: *x", '{"a":1,"b":2,"c":2}'],
    ["b: &b {x: 1, y: 2}\na: {<<: *b, y: 3}", '{"a":{"true":3,"x":1},"b":{"true":2,"x":1}}'],
    ["b: &b {x: 1}\na: {x: 3, <<: *b}", '{"a":{"x":1},"b":{"x":1}}'],
    [
      "a: &a {x: 1}\nb: &b {x: 2, z: 3}\nc:\n  <<: [*a, *b]",
      '{"a":{"x":1},"b":{"x":2,"z":3},"c":{"x":1,"z":3}}',
    ],
    ['a: {"<<": {b: 1}}', '{"a":{"<<":{"b":1}}}'],
    ["a: &a {}\nb: *a", '{"a":{},"b":{}}'],
  ],
  tags: [
    ["a: !!str 12", '{"a":"12"}'],
    ['a: !!int "0x10"', '{"a":16}'],
    ["a: !!float 3", '{"a":3}'],
    ['a: !!bool "yes"', '{"a":true}'],
    ["a: !!null ''", '{"a":null}'],
    ["a: ! 12", '{"a":"12"}'],
    ["a: !custom 12", '{"a":"12"}'],
    ["a: !<tag:yaml.org,2002:str> 1", '{"a":"1"}'],
    ["%TAG !y! tag:yaml.org,2002:\n---\na: !y!str 1", '{"a":"1"}'],
    ["a: !!binary aGk=", '{"a":"hi"}'],
    ["a: !!binary /w==", '{"a":"\ufffd"}'],
    ["a: !!set {x}", '{"a":{"x":null}}'],
  ],
  "numbers and words": [
    ["[yes, No, ON, off, y, N, true, FALSE]", "[true,false,true,false,true,false,true,false]"],
    ["[~, null, NULL, nil, '']", '[null,null,null,"nil",""]'],
    [
      "[0o17, 017, 0x1F, 0b11, -0b11, 08, 0o8, 1_000, 1__0, _1, 0b-1]",
      '[15,15,31,3,-3,8,"0o8",1000,10,"_1",-1]',
    ],
    [
      "[1e3, 1.5E-3, .5, 1., +.5, .1_0, 1e400, 1e, 0x1p3]",
      '[1000,0.0015,0.5,1,0.5,0.1,"1e400","1e","0x1p3"]',
    ],
    [
      "[1:30, 2020-01-01, 2020-01-01T00:00:00Z, 12-12-2020]",
      '["1:30","2020-01-01","2020-01-01T00:00:00Z","12-12-2020"]',
    ],
    [
      "[9007199254740993, 18446744073709551615, -9223372036854775809, 123456789012345678901234]",
      "[9007199254740992,18446744073709552000,-9223372036854776000,1.2345678901234569e+23]",
    ],
    ["[-0, -0.0, 1.10, inf, NaN]", '[0,-0,1.1,"inf","NaN"]'],
  ],
  keys: [
    ["1: a", '{"1":"a"}'],
    [
      "1.5: a\n1e3: b\n0x10: c\n0.1234567890: d\n1e40: e",
      '{".inf":"e","0.12345679":"d","1.5":"a","1000":"b","16":"c"}',
    ],
    ["on: push\ny: 2", '{"true":2}'],
    ["a: 1\na: 2", '{"a":2}'],
    ["2020-01-01: a", '{"2020-01-01":"a"}'],
    ["[]: x", "[]"],
  ],
  documents: [
    ["", "null"],
    ["# x\n", "null"],
    ["---\n---\na: 1", "null"],
    ["a: 1\n---\n- [", '{"a":1}'],
    ["a: 1\n...\n%x", '{"a":1}'],
    ["%YAML 1.1\n---\na: 1", '{"a":1}'],
    ["\ufeffa: 1", '{"a":1}'],
    ["a: 1\r\nb: |\r\n  x\r\n", '{"a":1,"b":"x\\n"}'],
    ["a: 1\rb: 2", '{"a":1,"b":2}'],
    ["a: x\u0085b: y", '{"a":"x","b":true}'],
    ["{a: 1} b", '{"a":1}'],
  ],
};

// What it says after "error converting YAML to JSON: ".
const refused: readonly (readonly [source: string, message: string])[] = [
  ["a: b: c", "yaml: mapping values are not allowed in this context"],
  ["a: 'x", "yaml: found unexpected end of stream"],
  ['a: "x\n---\n"', "yaml: line 2: found unexpected document indicator"],
  ["a:\n  b: 1\n c: 2", "yaml: line 2: did not find expected key"],
  ["- a\nb: 1", "yaml: line 1: did not find expected '-' indicator"],
  ["a: [1 2: 3\nb: 4", "yaml: line 1: did not find expected ',' or ']'"],
  ["a: [1,, 2]", "yaml: did not find expected node content"],
  ["a: {b: 1\nc: 2", "yaml: line 1: did not find expected ',' or '}'"],
  ["a: }", "yaml: did not find expected node content"],
  ["a: - b", "yaml: block sequence entries are not allowed in this context"],
  ["a: ? b", "yaml: mapping keys are not allowed in this context"],
  ["a: @x", "yaml: found character that cannot start any token"],
  ["a:\n\tb: 1", "yaml: line 2: found character that cannot start any token"],
  ["a: b\n\tc", "yaml: line 2: found a tab character that violates indentation"],
  ["a: |\n \tx", "yaml: line 2: found a tab character where an indentation space is expected"],
  ["a: |0\n x", "yaml: found an indentation indicator equal to 0"],
  ["a: |x\n y", "yaml: did not find expected comment or line break"],
  ['a: "\\q"', "yaml: found unknown escape character"],
  ['a: "\\x4"', "yaml: did not find expected hexdecimal number"],
  ['a: "\\ud800"', "yaml: found invalid Unicode character escape code"],
  ["a: &\n", "yaml: did not find expected alphabetic or numeric character"],
  ["a: *x y z", "yaml: unknown anchor 'x' referenced"],
  ["a: &a [*a]", "yaml: anchor 'a' value contains itself"],
  ["a: 1\nb\nc: 2", "yaml: line 3: could not find expected ':'"],
  ["%YAML 1.2\n---\na: 1", "yaml: found incompatible YAML document"],
  ["%YAML 1.1\n%YAML 1.1\n---\n", "yaml: line 1: found duplicate %YAML directive"],
  ["%FOO x\n---\n", "yaml: found unknown directive name"],
  ["a: !x!y 1", "yaml: found undefined tag handle"],
  ["a: !!%zz 1", "yaml: did not find URI escaped octet"],
  ["a: !<x", "yaml: did not find the expected '>'"],
  ["a: !!int 1.5", "yaml: cannot decode !!float `1.5` as a !!int"],
  ["a: !!float x", "yaml: cannot decode !!str `x` as a !!float"],
  ['a: !!binary "?"', "yaml: !!binary value contains invalid base64 data"],
  ["<<: 1", "yaml: map merge requires map or sequence of maps as the value"],
  ["<<: [1]", "yaml: map merge requires map or sequence of maps as the value"],
  [
    "a: {{ .Values.x }}",
    'yaml: invalid map key: map[interface {}]interface {}{".Values.x":interface {}(nil)}',
  ],
  ["? [a, 1, ~]\n: b", 'yaml: invalid map key: []interface {}{"a", 1, interface {}(nil)}'],
  [
    "~: {b: [1, ~]}",
    'unsupported map key of type: %!s(<nil>), key: <nil>, value: map[interface {}]interface {}{"b":[]interface {}{1, interface {}(nil)}}',
  ],
  ["18446744073709551615: a", 'unsupported map key of type: uint64, key: 0xffffffffffffffff, value: "a"'],
  ["a: [.inf]\nb: .nan", "json: unsupported value: +Inf"],
  ["...", "yaml: did not find expected node content"],
  ["a: x\u0007", "yaml: control characters are not allowed"],
  ['a: "\u007f"', "yaml: control characters are not allowed"],
  ["a: b\n---x", "yaml: line 3: could not find expected ':'"],
];

for (const [family, cases] of Object.entries(read)) {
  describe(`reading ${family}`, () => {
    it.each(cases)("reads %j", (source, json) => {
      expect(valueToJson(yamlToValue(source), { escapeHtml: false })).toBe(json);
    });
  });
}

function refusal(source: string): YamlError {
  try {
    yamlToValue(source);
  } catch (error) {
    if (error instanceof YamlError) return error;
    throw error;
  }
  throw new Error(`accepted: ${source}`);
}

describe("errors", () => {
  it.each(refused)("refuses %j", (source, message) => {
    expect(refusal(source).message).toBe(message);
  });

  it.each([
    ["a: b: c", 1, 5],
    ["a:\n  b: 1\n c: 2", 3, 2],
    ["x: 1\r\ny: *nope", 2, 4],
    ["x:\n  y: !!int z", 2, 12],
    ["x:\n  - [.inf]", 2, 6],
    ["x: 1\n~: 1", 2, 1],
    ["x: 1\ny: {{ z }}", 2, 5],
    ["x: 1\ny: \u0007", 2, 4],
  ])("tell where %j is wrong", (source, line, column) => {
    expect(refusal(source).place).toMatchObject({ line, column });
  });

  it("look at keys no longer than 1024 characters", () => {
    expect(yamlToPlain(`${"k".repeat(1024)}: 1`)).toEqual({ ["k".repeat(1024)]: 1 });
    expect(refusal(`${"k".repeat(1025)}: 1`).message).toBe(
      "yaml: mapping values are not allowed in this context",
    );
  });

  it("come from a whole block of the source at once, as go-yaml reads it", () => {
    const filler = "# filler\n".repeat(60);
    expect(refusal("a: b: c\n# \u0007").message).toBe("yaml: control characters are not allowed");
    expect(refusal(`a: b: c\n${filler}\u0007`).message).toBe(
      "yaml: mapping values are not allowed in this context",
    );
    expect(yamlToPlain(`a: 1\n---\n${filler}\u0007`)).toEqual({ a: 1 });
  });

  it.each([
    ["\udc80", "yaml: invalid leading UTF-8 octet"],
    ["\udcc3(", "yaml: invalid trailing UTF-8 octet"],
    ["\udce6\udc97", "yaml: incomplete UTF-8 octet sequence"],
    ["\udcc0\udc80", "yaml: invalid length of a UTF-8 sequence"],
    ["\udced\udca0\udc80", "yaml: invalid Unicode character"],
  ])("tell bytes that are no UTF-8: %j", (text, message) => {
    expect(refusal(`a: ${text}`).message).toBe(message);
  });
});

describe("bounds", () => {
  it("are go-yaml's for collections in each other", () => {
    expect(refusal(`${"[".repeat(10_001)}`).message).toBe("yaml: exceeded max depth of 10000");
    expect(refusal(`${"- ".repeat(10_001)}x`).message).toBe("yaml: exceeded max depth of 10000");
  });

  it("are encoding/json's for values in each other", () => {
    expect(valueToJson(yamlToValue("[".repeat(10_000) + "]".repeat(10_000)))).toHaveLength(20_000);
    expect(refusal(`- ${"[".repeat(10_000)}${"]".repeat(10_000)}`).message).toBe(
      "invalid character '[' exceeded max depth",
    );
  });

  it("refuse keys in keys without end", () => {
    expect(refusal("{".repeat(5000)).message).toBe("yaml: line 1: did not find expected node content");
    const nothing = "map[interface {}]interface {}{interface {}(nil):interface {}(nil)}";
    expect(refusal("? ".repeat(5000)).message).toBe(`yaml: invalid map key: ${nothing}`);
  });

  it("refuse aliases that multiply", () => {
    const levels = "abcdefgh".split("").map((name, i, all) => {
      const item = i === 0 ? "x" : `*${all[i - 1]}`;
      return `${name}: &${name} [${Array(9).fill(item).join(", ")}]`;
    });
    expect(refusal(levels.join("\n")).message).toBe("yaml: document contains excessive aliasing");
    expect(yamlToPlain(levels.slice(0, 2).join("\n"))).toHaveProperty("b.8", Array(9).fill("x"));
  });
});

describe("the tree", () => {
  it("knows where each key and value is", () => {
    const source = "# c\na: 1\nlist:\n  - &x b: {c: 'd'}\nnone:\n";
    const { root, lines } = parseYaml(source);
    if (root?.kind !== "mapping") throw new Error("no mapping");
    const [a, list, none] = root.entries;
    expect(lines.position(a?.key.start ?? -1)).toEqual({ line: 2, column: 1 });
    expect(lines.position(a?.value.start ?? -1)).toEqual({ line: 2, column: 4 });
    expect(source.slice(list?.value.start).startsWith("- &x b:")).toBe(true);
    expect(lines.position(none?.value.start ?? -1)).toEqual({ line: 5, column: 6 });
    expect(lines.position(source.length)).toEqual({ line: 6, column: 1 });
  });

  it("keeps each of two equal keys", () => {
    const { root } = parseYaml("a: 1\na: 2\n");
    expect(root?.kind === "mapping" && root.entries).toHaveLength(2);
  });

  it("is empty where there is nothing", () => {
    expect(parseYaml(" # nothing\n").root).toBeUndefined();
  });
});

describe("plain values", () => {
  it("keep integers exact", () => {
    expect(yamlToPlain("[1, 9007199254740991, 9007199254740993, 1.0]")).toEqual([
      1,
      9007199254740991,
      9007199254740993n,
      1,
    ]);
  });

  it("hold a member named __proto__", () => {
    expect(Object.keys(yamlToPlain("__proto__: 1") ?? {})).toEqual(["__proto__"]);
  });
});
