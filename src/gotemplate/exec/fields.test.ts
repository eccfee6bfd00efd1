import { expect, test } from "vitest";
import { Budget } from "../budget.ts";
import { TemplateSet } from "../template-set.ts";
import { GoFunc, GoList, GoMap, int, type Value } from "../value.ts";
import { render } from "./test-render.ts";

test.each([
  ["{{ .map.m.k }}{{ .map.m.x }}", "v<no value>"],
  ["{{ .labels.x }}[{{ .labels.y }}]", "1[]"],
  ["{{ .user.Name }}{{ .user.ID }}", "ann7"],
  ['{{ .user.Greet "hi" }} {{ "ho" | .user.Greet }} {{ (.user).Greet `x` }}', "hi, ann ho, ann x, ann"],
  ["{{ .wait.String }}", "1.5s"],
  ["{{ $x := .nul }}{{ $x.a.b }}", "<no value>"],
])("%s gives %s", (text, output) => {
  expect(render(text)).toBe(output);
});

test.each([
  ["{{ .nul.x }}", ".nul.x", "nil pointer evaluating interface {}.x"],
  ["{{ .missing.x }}", ".missing.x", "nil pointer evaluating interface {}.x"],
  ["{{ .s.x }}", ".s.x", "can't evaluate field x in type interface {}"],
  ["{{ .labels.x.y }}", ".labels.x.y", "can't evaluate field y in type string"],
  ["{{ (print 1).x }}", "1", "can't evaluate field x in type string"],
  ["{{ .user.Age }}", ".user.Age", "can't evaluate field Age in type interface {}"],
  ["{{ with .user }}{{ .Age }}{{ end }}", ".Age", "can't evaluate field Age in type *demo.User"],
  ["{{ .user.Name 1 }}", ".user.Name", "Name has arguments but cannot be invoked as function"],
  ["{{ .map.a 1 }}", ".map.a", "a is not a method but has arguments"],
  ["{{ .user.Greet }}", ".user.Greet", "wrong number of args for Greet: want 1 got 0"],
  ["{{ .user.Greet 1 }}", "1", "expected string; found 1"],
  ["{{ $x := .s }}{{ $x.y }}", "$x.y", "can't evaluate field y in type string"],
  ["{{ range .list }}{{ .y }}{{ end }}", ".y", "can't evaluate field y in type interface {}"],
  ["{{ range .names }}{{ .y }}{{ end }}", ".y", "can't evaluate field y in type string"],
])("%s fails at %s", (text, expression, message) => {
  expect(render(text)).toMatch(new RegExp(`at <${literally(expression)}>: ${literally(message)}$`));
});

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

test("a nil on the way comes with a hint, and parentheses guard against it", () => {
  const set = new TemplateSet({ goVersion: "1.25", missingKey: "zero" });
  set.parse("t", "{{ .a.b }}{{ (.a).b }}");
  const run = () => set.execute("t", new GoMap(), new Budget());
  expect(run).toThrow(
    expect.objectContaining({ hint: expect.stringContaining("What stands before .b is missing") }),
  );
  expect(render("{{ (.missing).b }}")).toBe("<no value>");
});

test("a missing key is nothing, a zero value or an error, as the option says", () => {
  expect(render("{{ .labels.y }}", { missingKey: "invalid" })).toBe("<no value>");
  expect(render("{{ .missing.x }}", { missingKey: "invalid" })).toBe("<no value>");
  expect(render("{{ .labels.y }}", { missingKey: "zero" })).toBe("");
  expect(render("{{ .labels.y }}", { missingKey: "error" })).toContain('map has no entry for key "y"');
});

test("named map and slice types have methods, which come before keys", () => {
  class Values extends GoMap {
    override method(name: string): GoFunc | undefined {
      return name === "Size" ? new GoFunc([], () => int(this.size)) : undefined;
    }
  }
  class Versions extends GoList {
    override get elemType(): string {
      return "string";
    }
    override method(name: string): GoFunc | undefined {
      return name === "Has" ? new GoFunc(["string"], (v: Value = null) => this.items.includes(v)) : undefined;
    }
  }
  const data = new Values(
    [
      ["Size", "a key"],
      ["apis", new Versions(["v1"], "demo.Versions")],
    ],
    "demo.Values",
  );
  expect(render('{{ .Size }} {{ .apis.Has "v1" }} {{ printf "%T" . }} {{ keys . | len }}', { data })).toBe(
    "2 true demo.Values 2",
  );
  expect(render("{{ upper . }}", { data })).toContain("expected string; got demo.Values");
});
