import fc from "fast-check";
import { expect, test } from "vitest";
import { goRules } from "../go-rules.ts";
import { TemplateError } from "../template-error.ts";
import { nodeText } from "./node-text.ts";
import { parseTemplate } from "./parse-tree.ts";

const FUNCTIONS = new Set(["print", "printf", "f", "list"]);

function parse(text: string, go = "1.25") {
  return parseTemplate(
    "t.yaml",
    text,
    { has: (name) => FUNCTIONS.has(name), all: () => FUNCTIONS },
    goRules(go),
  );
}

function parseError(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
  return "no error";
}

/** The tree of the text itself, in Go's canonical spelling. */
function canonical(text: string): string {
  return (parse(text).get("t.yaml")?.root ?? []).map(nodeText).join("");
}

test.each([
  ["a{{ .x.y }}b", "a{{.x.y}}b"],
  ["{{ $x := 1 }}{{ $x }}{{ $x.a.b }}", "{{$x := 1}}{{$x}}{{$x.a.b}}"],
  ["{{ $x := 1 }}{{ $x = f 1 2 | print }}", "{{$x := 1}}{{$x = f 1 2 | print}}"],
  ["{{ (f .a).b }}{{ list.c }}", "{{(f .a).b}}{{list.c}}"],
  [
    "{{ if .a }}1{{ else if .b }}2{{ else }}3{{ end }}",
    "{{if .a}}1{{else}}{{if .b}}2{{else}}3{{end}}{{end}}",
  ],
  ["{{ with .a }}1{{ else with .b }}2{{ end }}", "{{with .a}}1{{else}}{{with .b}}2{{end}}{{end}}"],
  [
    "{{ range $i, $e := . }}{{ break }}{{ else }}-{{ end }}",
    "{{range $i, $e := .}}{{break}}{{else}}-{{end}}",
  ],
  ['{{ template "x" }}{{ template `y` . }}', '{{template "x"}}{{template "y" .}}'],
  ['{{ block "b" (f 1) }}x{{ end }}', '{{template "b" (f 1)}}'],
  ["{{ 1_0 }}{{ 'a' }}{{ nil | print }}{{ true }}{{ `r` }}", "{{1_0}}{{'a'}}{{nil | print}}{{true}}{{`r`}}"],
  ["{{ print(f) }}", undefined],
  ["{{ . }}{{/* gone */}}", "{{.}}"],
])("%j", (text, expected) => {
  if (expected === undefined) expect(() => canonical(text)).toThrow('unexpected "(" in operand');
  else expect(canonical(text)).toBe(expected);
});

test.each([
  ["{{ nope }}", '1: function "nope" not defined'],
  ["{{ $x }}", '1: undefined variable "$x"'],
  ["{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}", '1: undefined variable "$x"'],
  ["{{ }}", "1: missing value for command"],
  ["{{ if }}{{ end }}", "1: missing value for if"],
  ["{{ if . }}", "1: unexpected EOF"],
  ["{{ end }}", "1: unexpected {{end}}"],
  ["a\n{{ else }}", "2: unexpected {{else}}"],
  ["{{ if . }}{{ else }}{{ else }}{{ end }}", "1: expected end; found {{else}}"],
  ["{{ if . }}{{ else with . }}{{ end }}{{ end }}", "1: unexpected <with> in input"],
  ["{{ range . }}{{ else range . }}{{ end }}", "1: unexpected <range> in else"],
  ["{{ break }}", "1: {{break}} outside {{range}}"],
  ["{{ range . }}{{ continue x }}{{ end }}", '1: unexpected "x" in {{continue}}'],
  ["{{ range $a, $b, $c := . }}{{ end }}", "1: too many declarations in range"],
  ["{{ $a, $b := . }}", "1: too many declarations in command"],
  ["{{ range $a, 1 := . }}{{ end }}", "1: range can only initialize variables"],
  ["{{ 1 | 2 }}", "1: non executable command in pipeline stage 2"],
  ["{{ | print }}", '1: unexpected "|" in command'],
  ['{{ "a".b }}', '1: unexpected . after term "\\"a\\""'],
  ["{{ .Values.s } }}", '1: unexpected "}" in operand'],
  ["{{ .x := 1 }}", '1: unexpected ":=" in operand'],
  ['{{ "\\q" }}', "1: invalid syntax"],
  ["{{ 'ab' }}", "1: malformed character constant: 'ab'"],
  ["{{ 1e400 }}", '1: illegal number syntax: "1e400"'],
  ["{{ 99999999999999999999 }}", '1: integer overflow: "99999999999999999999"'],
  ["{{ template }}", '1: unexpected "}}" in template clause'],
  ["{{ define x }}{{ end }}", '1: unexpected "x" in define clause'],
  ['{{ define "x" }}', "1: unexpected EOF"],
  ['{{ define "x" }}{{ else }}', "1: unexpected {{else}} in define clause"],
  ['{{ if . }}{{ define "x" }}{{ end }}{{ end }}', "1: unexpected <define> in command"],
  ['{{ block "x" }}{{ end }}', "1: missing value for block clause"],
  [
    '{{ define "x" }}1{{ end }}{{ define "x" }}2{{ end }}',
    '1: template: multiple definition of template "x"',
  ],
  ['{{ "a"\n\n "b', "3: unterminated quoted string in action started at t.yaml:1"],
  ["{{ print\n", "2: unclosed action started at t.yaml:1"],
  ["x\n\n{{ (1 }}", "3: unclosed left paren"],
])("%j fails with %s", (text, message) => {
  expect(parseError(text)).toBe(`template: t.yaml:${message}`);
});

test("a parse error knows its file and line", () => {
  try {
    parse("a\nb {{ nope }}");
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: "template-syntax", place: { file: "t.yaml", line: 2 } });
  }
});

test("an unknown function's hint is the nearest one", () => {
  expect(() => parse("{{ pritnf }}")).toThrow(expect.objectContaining({ hint: 'Did you mean "printf"?' }));
  expect(() => parse("{{ zzzzzz }}")).toThrow(expect.objectContaining({ hint: undefined }));
});

test("definitions get trees of their own; a blank one does not replace another", () => {
  const trees = parse('{{ define "a" }}1{{ end }}{{ define "a" }} {{ end }}{{ block "b" . }}2{{ end }}');
  expect([...trees.keys()]).toEqual(["a", "b", "t.yaml"]);
  expect(trees.get("a")?.root).toMatchObject([{ kind: "text", text: "1" }]);
});

test("Go before 1.23 has no else with", () => {
  expect(() => parse("{{ with . }}{{ else with . }}{{ end }}", "1.22")).toThrow("unexpected <with> in else");
});

test("nesting has a limit instead of exhausting the stack", () => {
  const parens = (n: number) => `{{ ${"(".repeat(n)}1${")".repeat(n)} }}`;
  expect(canonical(parens(300))).toContain("1");
  expect(() => parse(parens(100_000))).toThrow("max expression depth exceeded");
  expect(() => parse("{{ if 1 }}".repeat(100_000))).toThrow("max expression depth exceeded");
});

const piece = fc.constantFrom(
  "{{",
  "}}",
  "{{- ",
  " -}}",
  "{{ end }}",
  "{{ if ",
  "{{ range $i, $x := ",
  "{{ define ",
  '"a"',
  "(",
  ")",
  " | ",
  " := ",
  ".",
  ".a",
  "$",
  "$x",
  "print ",
  "nope",
  "1",
  "nil ",
  ",",
  "\n",
  "text",
  "else ",
  "break",
  "with ",
);

test("any text either parses or fails with a TemplateError", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      try {
        parse(pieces.join(""));
      } catch (error) {
        expect(error).toBeInstanceOf(TemplateError);
        expect((error as TemplateError).message).toMatch(/^template: t\.yaml:\d+: ./);
      }
    }),
    { numRuns: 300 },
  );
});

test("the canonical spelling parses to itself", () => {
  const text =
    '{{range $i, $e := .a.b}}{{if f $i "x" (print 1 | f)}}{{$e.c}}{{else}}{{with $y := $}}{{.}}{{end}}{{end}}{{end}}';
  expect(canonical(text)).toBe(text);
});
