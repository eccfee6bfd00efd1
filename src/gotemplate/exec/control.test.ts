import { expect, test } from "vitest";
import { render } from "./test-render.ts";

test.each([
  ["{{ if .empty }}1{{ else if .s }}2{{ else }}3{{ end }}", "2"],
  [
    "{{ if 0 }}x{{ end }}{{ if 0.0 }}x{{ end }}{{ if .none }}x{{ end }}{{ if dict }}x{{ end }}{{ if .nul }}x{{ end }}",
    "",
  ],
  ["{{ if .user }}y{{ end }}{{ if .wait }}y{{ end }}{{ if 1i }}y{{ end }}{{ if .bytes }}y{{ end }}", "yyyy"],
  ["{{ with .map }}{{ .a }}{{ with .m }}{{ .k }}{{ $.s }}{{ end }}{{ end }}", "xvhello"],
  ["{{ with .empty }}x{{ else with .n }}{{ . }}{{ else }}y{{ end }}", "3"],
  ["{{ with .nul }}x{{ else }}{{ .s }}{{ end }}", "hello"],
  ["{{ range .list }}<{{ . }}>{{ end }}", "<a><b><<no value>>"],
  ["{{ range $i, $e := .list }}{{ $i }}{{ $e }}{{ end }}", "0a1b2<no value>"],
  ["{{ range $k, $v := .map }}{{ $k }}={{ $v }};{{ end }}", "a=x;m=map[k:v];z=1;"],
  ["{{ range .none }}x{{ else }}none{{ end }}{{ range .nul }}x{{ else }}nil{{ end }}", "nonenil"],
  ["{{ range .bytes }}{{ . }},{{ end }}", "104,105,"],
  ["{{ range $i, $e := .list }}{{ if eq $i 1 }}{{ continue }}{{ end }}{{ $i }}{{ end }}", "02"],
  [
    "{{ range .list }}{{ . }}{{ with .}}{{ if true }}{{ break }}{{ end }}{{ end }}{{ end }}{{ .s }}",
    "ahello",
  ],
  [
    "{{ range $x := .names }}{{ range $y := $.names }}{{ if eq $x $y }}{{ continue }}{{ end }}{{ $x }}{{ $y }} {{ end }}{{ end }}",
    "pq qp ",
  ],
  [
    "{{ range 3 }}{{ . }}{{ end }}{{ range $i := .n }}{{ $i }}{{ else }}x{{ end }}{{ range 0 }}x{{ else }}0{{ end }}",
    "0120120",
  ],
])("%s gives %s", (text, output) => {
  expect(render(text)).toBe(output);
});

test.each([
  ["{{ range .s }}{{ end }}", "1.25", "range can't iterate over hello"],
  ["{{ range 1.5 }}{{ end }}", "1.25", "range can't iterate over 1.5"],
  ["{{ range .user }}{{ end }}", "1.25", "range can't iterate over {ann}"],
  ["{{ range 3 }}{{ end }}", "1.23", "range can't iterate over 3"],
  ["{{ range $i, $e := 3 }}{{ end }}", "1.25", "can't use 3 to iterate over more than one variable"],
])("%s fails in Go %s", (text, go, message) => {
  expect(render(text, { go })).toMatch(new RegExp(`: ${message.replace(/[{}]/g, "\\$&")}$`));
});

test.each([
  ["{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x }}", "21"],
  ["{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"],
  ["{{ $x := 0 }}{{ range .names }}{{ $x = . }}{{ end }}{{ $x }}", "q"],
  ["{{ $i := 9 }}{{ $e := 9 }}{{ range $i, $e = .names }}{{ end }}{{ $i }}{{ $e }}", "1q"],
  ["{{ $e := 9 }}{{ range $e = .none }}{{ end }}{{ $e }}", "[]"],
  ["{{ with $x := .s }}{{ $x }}{{ . }}{{ end }}{{ if $y := .n }}{{ $y }}{{ end }}", "hellohello3"],
  ["{{ if not ($x := 0) }}{{ $x }}{{ end }}", "0"],
  ["{{ $x := .list }}{{ range $x }}{{ $x := . }}{{ $x }}{{ end }}{{ len $x }}", "ab<no value>3"],
])("variables: %s gives %s", (text, output) => {
  expect(render(text)).toBe(output);
});

test("setting a variable that was never declared fails", () => {
  expect(render("{{ $x = 1 }}")).toBe('ERROR template: t:1:8: executing "t" at <1>: undefined variable: $x');
});

test.each([
  [
    '{{ define "x" }}[{{ . }}{{ $ }}]{{ end }}{{ template "x" .s }}{{ template "x" }}',
    "[hellohello][<no value><no value>]",
  ],
  ['{{ block "b" .n }}({{ . }}){{ end }}', "(3)"],
  [
    '{{ define "walk" }}{{ range $k, $v := . }}{{ $k }}{{ if eq $k "m" }}({{ template "walk" $v }}){{ end }}{{ end }}{{ end }}{{ template "walk" .map }}',
    "am(k)z",
  ],
  ['{{ $x := 1 }}{{ template "t2" ($x := 2) }}{{ $x }}{{ define "t2" }}{{ . }}{{ end }}', "22"],
])("templates: %s gives %s", (text, output) => {
  expect(render(text)).toBe(output);
});

test("a template that is not there, or that calls itself for ever, fails in Go's words", () => {
  expect(render('{{ template "no" . }}')).toContain('at <{{template "no" .}}>: template "no" not defined');
  expect(render('{{ define "r" }}{{ template "r" }}{{ end }}{{ template "r" }}')).toBe(
    'ERROR template: t:1:28: executing "r" at <{{template "r"}}>: exceeded maximum template depth (100000)',
  );
});
