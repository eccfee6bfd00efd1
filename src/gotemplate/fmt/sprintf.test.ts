import fc from "fast-check";
import { expect, test } from "vitest";
import { GoComplex, GoInt, GoList, GoMap, GoStruct, int, strings, type Value } from "../value.ts";
import { sprint, sprintln } from "./sprint.ts";
import { sprintf } from "./sprintf.ts";

const mixed = new GoList([int(1), "a", null, 2.5, true]);
const map = new GoMap([
  ["b", int(1)],
  ["a", new GoList([])],
]);
const bytes = Uint8Array.of(104, 105);
const duration = new GoInt(1_500_000_000n, "time.Duration");
const version = new GoStruct("semver.V", new Map([["Major", int(1)]]), new Map(), () => "v1");
const plainStruct = new GoStruct(
  "*demo.T",
  new Map<string, Value>([
    ["A", "x"],
    ["B", int(2)],
  ]),
);

const cases: readonly [string, readonly Value[], string][] = [
  [
    "%d %5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%O|%b|%c|%q|%U|%#U",
    Array<Value>(17).fill(int(65)),
    "65    65|65   |00065|+65| 65|41|41|0x41|101|0101|0o101|1000001|A|'A'|U+0041|U+0041 'A'",
  ],
  ["%.3d|%8.3d|%08.3d|%.0d|", [int(7), int(7), int(7), int(0)], "007|     007|     007||"],
  ["%06d|%+06d|%-06d|%x", [int(-42), int(42), int(42), int(-255)], "-00042|+00042|42    |-ff"],
  [
    "%v %g %f %.2f %e %8.3f|%-8.1f|%+g|%08.2f|%#g|% g",
    [1.5, 1e6, 1.5, 2.675, 12345.678, 3.15625, 2.25, 1.5, -3.15625, 1, 1.5],
    "1.5 1e+06 1.500000 2.67 1.234568e+04    3.156|2.2     |+1.5|-0003.16|1.00000| 1.5",
  ],
  [
    "%s|%10s|%-10s|%.2s|%q|%x|% x|%#x|%X|%#q|%+q",
    ["hi", "hi", "hi", "héllo", 'a"b', "hi", "hi", "hi", "hi", "a b", "é"],
    'hi|        hi|hi        |hé|"a\\"b"|6869|68 69|0x6869|6869|`a b`|"\\u00e9"',
  ],
  ["%5s|%-5s|%05s", ["日本", "日本", "ab"], "   日本|日本   |000ab"],
  ["%t %v %5t|", [true, false, true], "true false  true|"],
  [
    "%v %+v %#v %T",
    [mixed, mixed, mixed, mixed],
    '[1 a <nil> 2.5 true] [1 a <nil> 2.5 true] []interface {}{1, "a", interface {}(nil), 2.5, true} []interface {}',
  ],
  [
    "%v %#v %T",
    [map, map, map],
    'map[a:[] b:1] map[string]interface {}{"a":[]interface {}{}, "b":1} map[string]interface {}',
  ],
  [
    "%v %#v %#v",
    [strings(["x"]), strings(["x"]), new GoMap([], undefined, true)],
    '[x] []string{"x"} map[string]interface {}(nil)',
  ],
  [
    "%v %s %x %d %#v %q",
    [bytes, bytes, bytes, bytes, bytes, bytes],
    '[104 105] hi 6869 [104 105] []byte{0x68, 0x69} "hi"',
  ],
  ["%v %d %s %T", [duration, duration, duration, duration], "1.5s 1500000000 1.5s time.Duration"],
  ["%v %s %q %+v", [version, version, version, version], 'v1 v1 "v1" v1'],
  ["%v %+v %#v", [plainStruct, plainStruct, plainStruct], '&{x 2} &{A:x B:2} &demo.T{A:"x", B:2}'],
  ["%v %T %s %d", [null, null, null, null], "<nil> <nil> %!s(<nil>) %!d(<nil>)"],
  ["%v %.1f", [new GoComplex(1, -2), new GoComplex(0, 1)], "(1-2i) (0.0+1.0i)"],
  ["%d %s %t %f", ["x", int(1), "y", "z"], "%!d(string=x) %!s(int=1) %!t(string=y) %!f(string=z)"],
  ["%s", [mixed], "[%!s(int=1) a <nil> %!s(float64=2.5) %!s(bool=true)]"],
  ["%d %d", [int(1)], "1 %!d(MISSING)"],
  ["%d", [int(1), "x", null], "1%!(EXTRA string=x, <nil>)"],
  ["%", [], "%!(NOVERB)"],
  ["100%% %z", [int(1)], "100% %!z(int=1)"],
  ["%[2]d %[1]d %d", [int(1), int(2)], "2 1 2"],
  ["%[3]d %[x]d %[2]*[1]d|", [int(1), int(4)], "%!d(BADINDEX) %!d(BADINDEX)    1|"],
  [
    "%*d|%-*d|%.*f|%*d",
    [int(5), int(1), int(4), int(2), int(1), 2.55, "w", int(3)],
    "    1|2   |2.5|%!(BADWIDTH)3",
  ],
  ["%.*d|%.*s", [int(-1), int(5), "p", "s"], "%!(BADPREC)5|%!(BADPREC)s"],
  ["%w", ["e"], "%!w(string=e)"],
  ["%c %c %q", [int(0x1f600), int(-1), int(0x110000)], "😀 \ufffd '\ufffd'"],
  ["%x %X", [1.5, -1.5], "0x1.8p+00 -0X1.8P+00"],
];

test.each(cases)("sprintf(%j)", (format, values, text) => {
  expect(sprintf(format, values)).toBe(text);
});

test("never throws, whatever the format", () => {
  const part = fc.constantFrom(
    "%",
    "v",
    "d",
    "s",
    "[",
    "]",
    "1",
    "9",
    "*",
    ".",
    "#",
    "+",
    "-",
    "0",
    " ",
    "é",
    "q",
    "x",
    "T",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      expect(typeof sprintf(parts.join(""), [int(1), "two", 3.5, null, mixed])).toBe("string");
    }),
  );
});

test("print puts blanks between operands when neither is a string", () => {
  expect(sprint([int(1), int(2), "a", int(3), "b", "c", null, true])).toBe("1 2a3bc<nil> true");
  expect(sprint([])).toBe("");
  expect(sprintln([int(1), "a", null])).toBe("1 a <nil>\n");
});

test("a value that contains itself ends in an error", () => {
  const loop = new GoMap();
  loop.set("self", loop);
  expect(() => sprint([loop])).toThrow("the template prints a value that contains itself");
});

test("a String method that needs an address does not speak for a copy", () => {
  const value = new GoStruct("demo.K", new Map([["V", "1"]]), new Map(), () => "one", true);
  expect(sprint([value])).toBe("{1}");
  expect(sprintf("%s", [new GoList([value])])).toBe("[{1}]");
});
