import { expect, test } from "vitest";
import { render } from "../exec/test-render.ts";

test.each([
  [
    '{{ eq 1 1 }}{{ eq 1 2 1 }}{{ eq "a" "b" }}{{ ne 1.5 1.5 }}{{ eq true true }}{{ eq 1i 1i }}',
    "truetruefalsefalsetruetrue",
  ],
  ["{{ eq .nul nil }}{{ eq .s nil }}{{ eq .missing .nul }}{{ ne .none nil }}", "truefalsetruetrue"],
  ['{{ lt 1 2 }}{{ le 2 2 }}{{ gt "b" "a" }}{{ ge 1.5 2.5 }}{{ lt "Z" "a" }}', "truetruetruefalsetrue"],
  ["{{ eq (index .bytes 0) 104 }}{{ lt -1 (index .bytes 0) }}", "truetrue"],
  ["{{ eq .user .user }}", "true"],
  ["{{ not 0 }}{{ not .s }}{{ not nil }}", "truefalsetrue"],
  ['{{ len "é" }}{{ len .map }}{{ len .list }}{{ len .bytes }}', "2332"],
  [
    '{{ index .list 1 }}{{ index .map "m" "k" }}{{ index "abc" 1 }}{{ index .bytes 0 }}{{ index .map "no" }}',
    "bv98104<no value>",
  ],
  ['{{ slice "héllo" 1 3 }}{{ slice .list 1 }}{{ slice .list 0 1 2 }}{{ slice "abc" }}', "é[b <nil>][a]abc"],
  [
    '{{ html "<a b=\\"1\\">&\'" }} {{ html nil 1 2 }}',
    "&lt;a b=&#34;1&#34;&gt;&amp;&#39; &lt;no value&gt;1 2",
  ],
  ['{{ js "a\'b<c>&=\\n\\u2028é" }}', "a\\'b\\u003Cc\\u003E\\u0026\\u003D\\u000A\\u2028é"],
  ['{{ urlquery "a b&c/é~" 1 }}', "a+b%26c%2F%C3%A9~1"],
  ['{{ print 1 2 "a" 3 }}|{{ println "x" 1 }}|{{ printf "%05.1f" 2.25 }}', "1 2a3|x 1\n|002.2"],
])("%s gives %s", (text, output) => {
  expect(render(text)).toBe(output);
});

test.each([
  ["{{ eq 1 1.0 }}", "error calling eq: incompatible types for comparison: int and float64"],
  ["{{ eq 1 }}", "error calling eq: missing argument for comparison"],
  [
    "{{ eq .map .map }}",
    "error calling eq: non-comparable type map[a:x m:map[k:v] z:%!s(int=1)]: map[string]interface {}",
  ],
  [
    "{{ eq .map .none }}",
    "error calling eq: non-comparable types map[a:x m:map[k:v] z:%!s(int=1)]: map[string]interface {}, []interface {}: []",
  ],
  ["{{ lt 1 nil }}", "error calling lt: invalid type for comparison"],
  ["{{ lt true false }}", "error calling lt: invalid type for comparison"],
  ['{{ gt 1 "a" }}', "error calling gt: incompatible types for comparison: int and string"],
  ["{{ len 3 }}", "error calling len: len of type int"],
  ["{{ len .nul }}", "error calling len: len of nil pointer"],
  ["{{ len nil }}", "error calling len: reflect: call of reflect.Value.Type on zero Value"],
  ["{{ index nil 1 }}", "error calling index: index of untyped nil"],
  ["{{ index .list 3 }}", "error calling index: reflect: slice index out of range"],
  ["{{ index .list 4 }}", "error calling index: index out of range: 4"],
  ["{{ index .list -1 }}", "error calling index: index out of range: -1"],
  ['{{ index .list "a" }}', "error calling index: cannot index slice/array with type string"],
  ["{{ index .list nil }}", "error calling index: cannot index slice/array with nil"],
  ["{{ index .map 1 }}", "error calling index: value has type int; should be string"],
  ["{{ index .list 2 0 }}", "error calling index: index of nil pointer"],
  ["{{ index 1 2 }}", "error calling index: can't index item of type int"],
  ['{{ index "" 0 }}', "error calling index: reflect: string index out of range"],
  ["{{ slice .list 2 1 }}", "error calling slice: invalid slice index: 2 > 1"],
  ["{{ slice .map }}", "error calling slice: can't slice item of type map[string]interface {}"],
  ["{{ call nil }}", "error calling call: call of nil"],
  ["{{ call .s 1 }}", "error calling call: non-function .s of type string"],
])("%s fails", (text, message) => {
  expect(render(text)).toMatch(/^ERROR template: t:1:3: executing "t" at <.*>: error calling /);
  expect(render(text).endsWith(`: ${message}`)).toBe(true);
});

test("Go before 1.25 does not name the types of a failed comparison", () => {
  expect(render("{{ eq 1 1.0 }}", { go: "1.24" })).toMatch(/: incompatible types for comparison$/);
});
