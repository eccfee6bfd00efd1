// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Go spells the groups of a match so

import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("finding", () => {
  test.each([
    [
      '{{ regexFind "a|ab" "ab" }}|{{ regexFind "(?U)a+" "aaa" }}|{{ regexFind ".{2}" "日本語" }}|{{ regexFind "x" "abc" }}',
      "a|a|日本|",
    ],
    [
      '{{ regexFindAll "a*" "baac" -1 | toJson }}{{ regexFindAll "" "日本" -1 | toJson }}{{ regexFindAll "x" "abc" -1 | toJson }}{{ regexFindAll "[a-z]" "a1b2" 1 | toJson }}{{ regexFindAll "a" "a" 0 | toJson }}',
      '["","aa",""]["","",""]null["a"]null',
    ],
    [
      '{{ regexMatch "[" "x" }}{{ regexMatch "(?=a)" "a" }}{{ regexMatch "(?i)É" "é" }}{{ regexMatch "^a$" "b\\na" }}{{ regexMatch "(?m)^a$" "b\\na" }}',
      "falsefalsetruefalsetrue",
    ],
    [
      '{{ regexQuoteMeta "a.b*c+d?e(f)[g]{h}^$|\\\\ -é/#" }}',
      "a\\.b\\*c\\+d\\?e\\(f\\)\\[g\\]\\{h\\}\\^\\$\\|\\\\ -é/#",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("replacing expands $ as Go does", () => {
  test.each([
    [
      '{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "${1}W" }}{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "$1W" }}',
      "-W-xxW----",
    ],
    ['{{ regexReplaceAll "(?P<y>\\\\d+)-(?P<m>\\\\d+)" "2020-05" "${m}/${y}" }}', "05/2020"],
    ['{{ regexReplaceAll "(a)(b)?" "ac" "[$1|$2|$3|$$|$|${1|$01]" }}', "[a|||$|$|${1|]c"],
    [
      '{{ regexReplaceAll "x*" "abc" "-" }}{{ regexReplaceAll "$" "ab" "!" }}{{ regexReplaceAll "\\\\b" "ab cd" "|" }}',
      "-a-b-c-ab!|ab| |cd|",
    ],
    ['{{ regexReplaceAllLiteral "a" "banana" "$0" }}', "b$0n$0n$0"],
    ['{{ regexReplaceAll "(?P<n>a)|(?P<n>b)" "ab" "<$n>" }}', "<a><b>"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("splitting", () => {
  test.each([
    [
      '{{ regexSplit "z+" "pizza" -1 | toJson }}{{ regexSplit "," "a,b,c" 2 | toJson }}{{ regexSplit "," "a" 0 | toJson }}{{ regexSplit "," "" -1 | toJson }}{{ regexSplit "" "" -1 | toJson }}{{ regexSplit "" "日本" -1 | toJson }}{{ regexSplit "a|" "banana" -1 | toJson }}',
      '["pi","a"]["a","b,c"]null[""][]["日","本"]["b","n","n",""]',
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("errors of compiling, and panics", () => {
  test.each([
    ['{{ mustRegexMatch "(" "x" }}', "error parsing regexp: missing closing ): `(`"],
    ['{{ regexFind "[" "x" }}', "regexp: Compile(`[`): error parsing regexp: missing closing ]: `[`"],
    [
      '{{ regexFindAll "a`(" "x" 1 }}',
      'regexp: Compile("a`("): error parsing regexp: missing closing ): `a`(`',
    ],
    ['{{ mustRegexMatch "a\\\\" "x" }}', "error parsing regexp: trailing backslash at end of expression: ``"],
    ['{{ mustRegexMatch "a{2,1}" "x" }}', "error parsing regexp: invalid repeat count: `{2,1}`"],
    ['{{ mustRegexMatch "(?P<" "x" }}', "error parsing regexp: invalid or unsupported Perl syntax: `(?P`"],
    [
      '{{ mustRegexMatch "\\\\p{Foo}" "x" }}',
      "error parsing regexp: invalid character class range: `\\p{Foo}`",
    ],
    ['{{ mustRegexSplit "x**" "x" 1 }}', "error parsing regexp: invalid nested repetition operator: `**`"],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
