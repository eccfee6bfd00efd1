import { describe, expect, it } from "vitest";
import { GoList, GoMap, GoStruct, int, int64 } from "../gotemplate/value.ts";
import { toYaml, toYamlPretty } from "./helm-functions.ts";
import { jsonToValue } from "./json-decode.ts";

// What helm 4.1.4 and 3.17.3 make of JSON values.
const toYamlAnswers: readonly (readonly [json: string, yaml: string])[] = [
  ['""', '""'],
  ['"plain"', "plain"],
  ['"yes"', '"yes"'],
  ['"n"', '"n"'],
  ['"null"', '"null"'],
  ['"~"', '"~"'],
  ['"1"', '"1"'],
  ['"-1.5"', '"-1.5"'],
  ['"1e3"', '"1e3"'],
  ['"0x1F"', '"0x1F"'],
  ['"0b1"', '"0b1"'],
  ['"0o7"', '"0o7"'],
  ['"08"', '"08"'],
  ['"1_000"', '"1_000"'],
  ['"1:30"', '"1:30"'],
  ['"60:00"', '"60:00"'],
  ['".inf"', '".inf"'],
  ['".nan"', '".nan"'],
  ['"2020-01-01"', '"2020-01-01"'],
  ['"2020-13-01"', "2020-13-01"],
  ['"<<"', "<<"],
  ['"nil"', "nil"],
  ['"a: b"', "'a: b'"],
  ['"a #b"', "'a #b'"],
  ['"- a"', "'- a'"],
  ['"-a"', "-a"],
  ['"? a"', "'? a'"],
  ['":a"', ":a"],
  ['"a:"', "'a:'"],
  ['"[a"', "'[a'"],
  ['"a]"', "a]"],
  ['"{{ x }}"', "'{{ x }}'"],
  ['"*a"', "'*a'"],
  ['"@a"', "'@a'"],
  ['"it\'s"', "it's"],
  ["\"'q'\"", "'''q'''"],
  ['"\\"q\\""', "'\"q\"'"],
  ['" lead"', "' lead'"],
  ['"trail "', "'trail '"],
  ['"---"', "'---'"],
  ['"..."', "'...'"],
  ['"é日本"', "é日本"],
  ['"😀"', '"\\U0001F600"'],
  ['"a\\tb"', '"a\\tb"'],
  ['"a\\nb"', "|-\n  a\n  b"],
  ['"a\\nb\\n"', "|\n  a\n  b"],
  ['"a\\n\\n"', "|+\n  a\n"],
  ['"\\na"', "|2-\n\n  a"],
  ['"\\n"', "|2+\n"],
  ['" a\\nb"', "|2-\n   a\n  b"],
  ['"a \\nb"', '"a \\nb"'],
  ['"a\\n b"', "|-\n  a\n   b"],
  ['"a\\r\\nb"', '"a\\r\\nb"'],
  ['"x\u2028y"', "'x\u2028  y'"],
  ['"\ufeffa\u00a0b"', '"\\uFEFF\\x61\\_\\x62"'],
  ['"\\u0007\u0085\\u001b"', '"\\a \\e"'],
  ['"\u007f"', ""],
  [
    '"word word word word word word word word word word word word word word word end of it"',
    "word word word word word word word word word word word word word word word end of\n  it",
  ],
  [
    '"\'word word word word word word word word word word word word word word word end of it"',
    "'''word word word word word word word word word word word word word word word end\n  of it'",
  ],
  [
    '"word word word word word word word word word word word word word word word   two end"',
    "word word word word word word word word word word word word word word word   two end",
  ],
  [
    '"\\u0001word word word word word word word word word word word word word word word   two end"',
    '"\\x01word word word word word word word word word word word word word word word   two\n  end"',
  ],
  [
    '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  ],
  ["null", "null"],
  ["true", "true"],
  ["1", "1"],
  ["1.5", "1.5"],
  ["1000000", "1000000"],
  ["100000000000000000000", "1e+20"],
  ["1e+21", "1e+21"],
  ["1e-7", "1e-07"],
  ["0", "0"],
  ["123456789.5", "1.234567895e+08"],
  ["9007199254740991", "9007199254740991"],
  ["[]", "[]"],
  ["{}", "{}"],
  ["[[]]", "- []"],
  ["[{}]", "- {}"],
  ['{"a":[],"b":{}}', "a: []\nb: {}"],
  ["[1,[2,[3]]]", "- 1\n- - 2\n  - - 3"],
  ['{"a":[1,{"b":[2],"c":3}]}', "a:\n- 1\n- b:\n  - 2\n  c: 3"],
  ['[{"a":1,"b":{"c":2}}]', "- a: 1\n  b:\n    c: 2"],
  [
    '{"9":4,"10":3,"b":1,"a":2,"a10":5,"a9":6,"A":7,"a-b":8,"é":9}',
    '"9": 4\n"10": 3\nA: 7\na: 2\na-b: 8\na9: 6\na10: 5\nb: 1\né: 9',
  ],
  ['{"yes":1,"":2,"a: b":3}', '"": 2\n\'a: b\': 3\n"yes": 1'],
  [
    '{"a\\nb":[1],"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk":{"c":1}}',
    "? |-\n  a\n  b\n: - 1\n? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n: c: 1",
  ],
  ['{"a":"x\\n\\n","b":["y\\n","z"]}', "a: |+\n  x\n\nb:\n- |\n  y\n- z"],
  [
    '{"k":{"l":"word word word word word word word word word word word word word word word end of it"}}',
    "k:\n  l: word word word word word word word word word word word word word word word end\n    of it",
  ],
];

// Where toYamlPretty gives something else.
const prettyAnswers: readonly (readonly [json: string, yaml: string])[] = [
  ['"\\u0007\u0085\\u001b"', '"\\a\\N\\e"'],
  ['"\u007f"', '"\\x7F"'],
  [
    '"word word word word word word word word word word word word word word word end of it"',
    "word word word word word word word word word word word word word word word end of it",
  ],
  [
    '"\'word word word word word word word word word word word word word word word end of it"',
    "'''word word word word word word word word word word word word word word word end of it'",
  ],
  [
    '"\\u0001word word word word word word word word word word word word word word word   two end"',
    '"\\x01word word word word word word word word word word word word word word word   two end"',
  ],
  [
    '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  ],
  ["1000000", "1e+06"],
  ["9007199254740991", "9.007199254740991e+15"],
  ['{"a":[1,{"b":[2],"c":3}]}', "a:\n  - 1\n  - b:\n      - 2\n    c: 3"],
  ['{"a":"x\\n\\n","b":["y\\n","z"]}', "a: |+\n  x\n\nb:\n  - |\n    y\n  - z"],
  [
    '{"k":{"l":"word word word word word word word word word word word word word word word end of it"}}',
    "k:\n  l: word word word word word word word word word word word word word word word end of it",
  ],
];

describe("toYaml", () => {
  it.each(toYamlAnswers)("writes %j", (json, yaml) => {
    expect(toYaml(jsonToValue(json))).toBe(yaml);
  });

  it("keeps integers exact", () => {
    const list = new GoList([int(1), int64(9007199254740993n), int64(-5)]);
    expect(toYaml(list)).toBe("- 1\n- 9007199254740993\n- -5");
  });

  it("writes bytes as base64, and what is no UTF-8 as replacement characters", () => {
    expect(toYaml(new GoMap([["a", Uint8Array.of(1, 2, 255)]]))).toBe("a: AQL/");
    expect(toYaml("a\udcffb")).toBe("a\ufffdb");
  });

  it("is empty for what JSON, or YAML on the way back, cannot hold", () => {
    expect(toYaml(Number.NaN)).toBe("");
    expect(toYaml(new GoMap([["k".repeat(1023), 1]]))).toBe("");
    expect(toYaml("\u009f")).toBe("");
  });

  it("sees values that contain themselves", () => {
    const map = new GoMap();
    map.set("self", map);
    expect(toYaml(map)).toBe("");
    expect(() => toYamlPretty(map)).not.toThrow();
  });

  it("puts keys whose order go-yaml leaves open into some fixed order", () => {
    const keys = ["v2", "v1beta1", "v10", "v1"];
    const orders = new Set(
      keys.map((_, i) => toYaml(new GoMap([...keys.slice(i), ...keys.slice(0, i)].map((k) => [k, 1])))),
    );
    expect(orders.size).toBe(1);
  });
});

describe("toYamlPretty", () => {
  it.each(prettyAnswers)("writes %j", (json, yaml) => {
    expect(toYamlPretty(jsonToValue(json))).toBe(yaml);
  });

  it.each(toYamlAnswers.filter(([json]) => !prettyAnswers.some(([other]) => other === json)))(
    "writes %j as toYaml does",
    (json, yaml) => {
      expect(toYamlPretty(jsonToValue(json))).toBe(yaml);
    },
  );

  it("does not go through JSON", () => {
    expect(toYamlPretty(Number.NaN)).toBe(".nan");
    expect(toYamlPretty(new GoList([int(1), 1e6, Uint8Array.of(7)]))).toBe("- 1\n- 1e+06\n- - 7");
    expect(toYamlPretty("a\udcffb")).toBe("!!binary Yf9i");
    expect(toYamlPretty(new GoStruct("chartutil.KubeVersion", new Map([["Major", "1"]])))).toBe('major: "1"');
  });
});
