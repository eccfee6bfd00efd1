import { expect, test } from "vitest";
import { Budget } from "./budget.ts";
import { sprint } from "./fmt/sprint.ts";
import { TemplateError } from "./template-error.ts";
import { TemplateFunc } from "./template-func.ts";
import { TemplateSet } from "./template-set.ts";
import { GoFunc, GoMap, int, type Value } from "./value.ts";

/** A set with `include`, as Helm's engine has it. */
function withInclude(): TemplateSet {
  const funcs = new Map<string, GoFunc>();
  const set = new TemplateSet({ name: "root", goVersion: "1.25", funcs });
  funcs.set(
    "include",
    includeIn(() => set),
  );
  funcs.set("slow", new GoFunc([], () => "done", undefined, 1000));
  funcs.set(
    "down",
    new GoFunc(["int"], (n = null) => (n instanceof Object && "value" in n ? int(Number(n.value) - 1) : n)),
  );
  return set;
}

function includeIn(set: () => TemplateSet): TemplateFunc {
  return new TemplateFunc(["string", "interface {}"], (name = null, data = null) => ({
    set: set(),
    template: set().require(sprint([name])),
    data,
    finish: (output) => output,
    fail: (error) => error,
  }));
}

const run = (set: TemplateSet, name: string, data: Value = null, budget = new Budget()): string =>
  set.execute(name, data, budget);

test("a later definition replaces an earlier one, a blank one does not", () => {
  const set = new TemplateSet({ goVersion: "1.25" });
  set.parse("a", '{{ define "x" }}1{{ end }}{{ define "y" }}1{{ end }}');
  set.parse(
    "b",
    '{{ define "x" }}2{{ end }}{{ define "y" }} {{/* blank */}} {{ end }}{{ template "x" }}{{ template "y" }}',
  );
  expect(run(set, "b")).toBe("21");
  expect(set.names).toEqual(["x", "y", "a", "b"]);
});

test("parse gives the text's own template even where a blank text leaves the set's", () => {
  const set = new TemplateSet({ goVersion: "1.25" });
  set.parse("a", "full");
  const blank = set.parse("a", " ");
  expect(set.execute(blank, null, new Budget())).toBe(" ");
  expect(run(set, "a")).toBe("full");
});

test("a clone adds templates and functions of its own, also to what it shares", () => {
  const set = withInclude();
  set.parse("a", '{{ include "x" . }}');
  set.parse("b", '{{ define "x" }}old{{ end }}');
  const clone: TemplateSet = set.clone(new Map([["include", includeIn(() => clone)]]));
  clone.parse("c", '{{ define "x" }}new{{ end }}{{ define "only" }}here{{ end }}');
  expect(run(clone, "a")).toBe("new");
  expect(run(set, "a")).toBe("old");
  expect(set.lookup("only")).toBeUndefined();
});

test("the same text means something else where other functions are known", () => {
  const set = new TemplateSet({ goVersion: "1.25" });
  expect(() => set.parse("t", "{{ one }}")).toThrow('function "one" not defined');
  const clone = set.clone(new Map([["one", new GoFunc([], () => int(1))]]));
  clone.parse("t", "{{ one }}");
  expect(run(clone, "t")).toBe("1");
  expect(() => set.parse("t", "{{ one }}")).toThrow('function "one" not defined');
});

test("a template that is not there", () => {
  expect(() => run(new TemplateSet({ name: "root", goVersion: "1.25" }), "no")).toThrow(
    'template: no template "no" associated with template "root"',
  );
});

test("an included template's output is a value, and its error goes through all callers", () => {
  const set = withInclude();
  set.parse(
    "f.tpl",
    '{{ define "in" }}[{{ .x }}]{{ end }}\n{{ define "out" }}{{ include "in" . | len }}{{ end }}',
  );
  set.parse("t", '{{ $o := include "out" . }}{{ print $o (include "in" .) }}');
  expect(run(set, "t", new GoMap([["x", "abc"]]))).toBe("5[abc]");
  try {
    run(set, "t", "text");
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    expect(error.message).toBe(
      'template: t:1:9: executing "t" at <include "out" .>: error calling include: ' +
        'template: f.tpl:2:21: executing "out" at <include "in" .>: error calling include: ' +
        'template: f.tpl:1:21: executing "in" at <.x>: can\'t evaluate field x in type string',
    );
    expect(error.chain).toEqual([
      { template: "t", line: 1, column: 10, expression: 'include "out" .' },
      { template: "f.tpl", line: 2, column: 22, expression: 'include "in" .' },
      { template: "f.tpl", line: 1, column: 22, expression: ".x" },
    ]);
    expect(error.place).toEqual({ file: "t", line: 1, column: 10 });
  }
});

test("deep recursion costs no stack", () => {
  const set = withInclude();
  set.parse("f", '{{ define "r" }}{{ if . }}.{{ include "r" (down .) }}{{ end }}{{ end }}');
  set.parse("t", '{{ include "r" 5000 }}');
  expect(run(set, "t")).toHaveLength(5000);
});

test("outside the executor a template function renders at once", () => {
  const set = withInclude();
  set.parse("f", '{{ define "r" }}<{{ . }}>{{ end }}{{ define "bad" }}{{ .x }}{{ end }}');
  const include = includeIn(() => set);
  expect(include.call("r", "v")).toBe("<v>");
  expect(() => include.call("bad", "v")).toThrow("can't evaluate field x in type string");
});

test("what a budget bounds ends in an error of its own that nobody rewords", () => {
  const set = withInclude();
  const error = (text: string, budget: Budget): unknown => {
    set.parse("t", text);
    try {
      return run(set, "t", null, budget);
    } catch (thrown) {
      return thrown;
    }
  };
  const limit = (message: RegExp) =>
    expect.objectContaining({ code: "template-limit", message: expect.stringMatching(message) });
  const small = () => new Budget({ steps: 5000, output: 1000, text: 100 });
  expect(error("{{ range 1000000000 }}{{ end }}", small())).toEqual(limit(/too many steps/));
  expect(error("{{ range 500 }}abc{{ end }}", small())).toEqual(limit(/too much output/));
  expect(error('{{ $x := "a" }}{{ range 20 }}{{ $x = print $x $x }}{{ end }}', small())).toEqual(
    limit(/too long/),
  );
  expect(error("{{ slow }}", small())).toBe("done");
  expect(error("{{ range 10 }}{{ slow }}{{ end }}", small())).toEqual(limit(/too many steps/));
  const endless = '{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }}';
  expect(error(endless, new Budget())).toEqual(limit(/without end/));
  expect(error(endless, small())).toEqual(limit(/^the template takes too many steps/));
});

test("errors of JavaScript's own bounds are told as limits", () => {
  const set = new TemplateSet({
    goVersion: "1.25",
    funcs: new Map([["huge", new GoFunc([], () => "x".repeat(2 ** 30))]]),
  });
  set.parse("t", "{{ huge }}");
  expect(() => run(set, "t")).toThrow("the template builds a string or list that is too long");
});

test("an unknown Go release is refused", () => {
  expect(() => new TemplateSet({ goVersion: "2.0" })).toThrow("not a Go 1 release: 2.0");
});
