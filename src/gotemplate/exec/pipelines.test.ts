import { expect, test } from "vitest";
import { render } from "./test-render.ts";

const at = (column: number, expression: string, message: string): string =>
  `ERROR template: t:1:${column}: executing "t" at <${expression}>: ${message}`;

test.each([
  [
    "{{ 3 }} {{ 1_000 }} {{ 0x1F }} {{ 'a' }} {{ 1.0 }} {{ 1e6 }} {{ 2i }} {{ -0 }}",
    "3 1000 31 97 1 1e+06 (0+2i) 0",
  ],
  ['{{ "a\\tb" }}{{ `r\\t` }}{{ true }}', "a\tbr\\ttrue"],
  ["{{ .s }}|{{ .nul }}|{{ .missing }}|{{ . | len }}", "hello|<no value>|<no value>|14"],
  ["{{ .list }} {{ .map }} {{ .bytes }} {{ .wait }}", "[a b <nil>] map[a:x m:map[k:v] z:1] [104 105] 1.5s"],
  ['{{ "b" | printf "%s-%s" "a" }}', "a-b"],
  ["{{ .s | upper | len | twice }}", "10"],
  ["{{ (upper .s) }}{{ (.map).m.k }}{{ dict.x }}", "HELLOv<no value>"],
  ["{{ half 3 }} {{ twice 0x10 }} {{ twice 2.0 }}", "1.5 32 4"],
  ["{{ nothing }}{{ nothing | print }}{{ print nothing }}", "<no value><nil><nil>"],
  ["{{ print nil .nul .missing }}", "<nil> <nil> <nil>"],
  ["{{ keys .map | len }}{{ nothing | keys | len }}{{ keys nil | len }}", "300"],
])("%s gives %s", (text, output) => {
  expect(render(text)).toBe(output);
});

test.each([
  ["{{ nil }}", at(3, "nil", "nil is not a command")],
  ["{{ 1 2 }}", at(3, "1", "can't give argument to non-function 1")],
  ['{{ ("a") 1 }}', at(3, '("a") 1', 'can\'t give argument to non-function "a"')],
  ["{{ $ 1 }}", at(3, "$", "can't give argument to non-function $")],
  ["{{ 1 | .s }}", at(7, ".s", "s is not a method but has arguments")],
  ["{{ 18446744073709551615 }}", at(3, "18446744073709551615", "18446744073709551615 overflows int")],
  ["{{ upper }}", at(3, "upper", "wrong number of args for upper: want 1 got 0")],
  ["{{ .s | upper 1 }}", at(8, "upper", "wrong number of args for upper: want 1 got 2")],
  ["{{ printf }}", at(3, "printf", "wrong number of args for printf: want at least 1 got 0")],
  ["{{ upper 5 }}", at(9, "5", "expected string; found 5")],
  ["{{ twice 1.5 }}", at(9, "1.5", "expected integer; found 1.5")],
  ["{{ half true }}", at(8, "true", "expected float; found true")],
  ['{{ keys "a" }}', at(8, '"a"', 'can\'t handle "a" for arg of type map[string]interface {}')],
  ["{{ upper nil }}", at(9, "nil", "cannot assign nil to string")],
  ["{{ upper .n }}", at(9, ".n", "wrong type for value; expected string; got int")],
  ["{{ upper .nul }}", at(9, ".nul", "wrong type for value; expected string; got interface {}")],
  ["{{ .nul | upper }}", at(10, "upper", "invalid value; expected string")],
  ["{{ upper (list 1) }}", at(15, "1", "wrong type for value; expected string; got []interface {}")],
  [
    "{{ keys .labels }}",
    at(8, ".labels", "wrong type for value; expected map[string]interface {}; got map[string]string"),
  ],
  ['{{ boom "no" }}', at(3, 'boom "no"', "error calling boom: no")],
  ["{{ .s | print | boom }}", at(16, "boom", "error calling boom: hello")],
  ['{{ upper (boom "x" | upper) }}', at(10, 'boom "x"', "error calling boom: x")],
])("%s fails", (text, message) => {
  expect(render(text)).toBe(message);
});

test("positions count lines from 1 and bytes from 0", () => {
  expect(render("é\nüü {{ upper 5 }}")).toContain("template: t:2:14: ");
});

test("and and or stop at the argument that decides", () => {
  expect(render('{{ and 1 0 (boom "x") }}{{ or 0 "y" (boom "x") }}')).toBe("0y");
  expect(render("{{ and 1 2 3 }}{{ or 0 nil false }}{{ 5 | and 1 }}{{ 5 | or 7 }}")).toBe("3false57");
  expect(render("{{ and 0 (($x := 1)) }}{{ $x 1 }}")).toContain("undefined variable: $x");
});

test("a function may replace a built-in one", () => {
  expect(render("{{ list 1 | index 0 }}")).toContain("can't index item of type int");
});
