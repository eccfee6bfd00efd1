import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("upper, lower and title map one rune to one rune", () => {
  test.each([
    ['{{ upper "aBc é ß ﬁ ŉ ǆ ᾳ" }}', "ABC É ß ﬁ ŉ Ǆ ᾼ"],
    ['{{ lower "ABC É İ K Σ" }}', "abc é i k σ"],
    ['{{ title "hello wORLD foo-bar it\'s x_y 1st ǆ ა" }}', "Hello WORLD Foo-Bar It'S X_y 1st ǅ ა"],
    ['{{ untitle "Hello World FOO" }}', "hello world fOO"],
    ['{{ swapcase "Hello World éÉ ß ǅ a1B" }}', "hELLO wORLD Éé ß ǆ A1b"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("trim takes white space as Unicode has it, trimAll any of its characters", () => {
  test.each([
    ['{{ trim "\\u00a0 x \\t\\u2003\\n" | quote }}', '"x"'],
    ['{{ trim "\\ufeffx" | len }}', "4"],
    ['{{ trimAll "é$" "$é5.00é" }}', "5.00"],
    ['{{ trimAll "" " x " | quote }}', '" x "'],
    ['{{ trimall "-" "--a-b--" }}', "a-b"],
    ['{{ trimPrefix "a" "aab" }}|{{ trimPrefix "abc" "ab" }}|{{ trimSuffix "/" "a//" }}', "ab|ab|a/"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("trunc and substr count bytes", () => {
  test.each([
    ['{{ trunc 3 "日本語" }}', "日"],
    ['{{ trunc -3 "日本語" }}', "語"],
    ['{{ trunc 1 "é" | quote }}', '"\\xc3"'],
    ['{{ trunc 2 "日本語" | len }}', "2"],
    ['{{ trunc 0 "abc" | quote }}', '""'],
    ['{{ trunc -9 "abc" }}', "abc"],
    ['{{ substr 0 3 "日本" }}', "日"],
    ['{{ substr -1 3 "abcdef" }}', "abc"],
    ['{{ substr 3 -1 "abcdef" }}', "def"],
    ['{{ substr 2 100 "abcdef" }}', "cdef"],
    ['{{ substr 0 1 "é" | quote }}', '"\\xc3"'],
    ['{{ print (trunc 1 "é") (substr 1 2 "é") | len }}', "2"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("abbrev leaves room for its dots", () => {
  test.each([
    ['{{ abbrev 5 "hello world" }}', "he..."],
    ['{{ abbrev 3 "hello" }}', "hello"],
    ['{{ abbrev 4 "日本語テキスト" | quote }}', '"\\xe6..."'],
    ['{{ abbrevboth 5 10 "1234 5678 9123" }}', "...5678..."],
    ['{{ abbrevboth 20 10 "hello world" }}', "hello w..."],
    ['{{ abbrevboth 8 10 "hello big world" }}', "...g world"],
    ['{{ abbrevboth 1 6 "hello world" }}', "hello world"],
    ['{{ abbrevboth 5 9 "abcdefghijklmnopq" }}', "...fgh..."],
    ['{{ abbrevboth -3 8 "hello world" }}', "hello..."],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("wrap breaks at spaces, wrapWith also inside long words", () => {
  test.each([
    ['{{ wrap 5 "abc def ghi" | quote }}', '"abc\\ndef\\nghi"'],
    ['{{ wrap 10 "a verylongwordhere b" | quote }}', '"a\\nverylongwordhere\\nb"'],
    ['{{ wrap 0 "a b" | quote }}', '"a\\nb"'],
    ['{{ wrap 10 "tabs\\tand  double  spaces here" | quote }}', '"tabs\\tand \\ndouble \\nspaces\\nhere"'],
    ['{{ wrapWith 3 "-" "abcdefgh" }}', "abc-def-gh"],
    ['{{ wrapWith 5 "" "hello world foo" | quote }}', '"hello\\nworld\\nfoo"'],
    ['{{ wrapWith 4 "é" "日本語 ab" | quote }}', '"日\\xe6é\\x9c\\xac\\xe8\\xaaé\\x9e ab"'],
    ['{{ wrap 3 "   abc   def   " | quote }}', '"abc\\ndef\\n  "'],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("nospace and initials see bytes as characters", () => {
  test.each([
    ['{{ nospace " a b\\tc\\nd " }}', "abcd"],
    ['{{ nospace "é" }}', "é"],
    ['{{ nospace "é b" }}', "Ã©b"],
    ['{{ nospace "à" }}', "Ã"],
    ['{{ initials "First Try here" }}', "FTh"],
    ['{{ initials "éa ßb" }}', "ÃÃ"],
    ['{{ initials "one-two three_four" }}', "ot"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("indent pads every line, nindent begins a new one", () => {
  test.each([
    ['{{ indent 4 "a\\n\\nb\\n" | quote }}', '"    a\\n    \\n    b\\n    "'],
    ['{{ nindent 2 "a\\nb" | quote }}', '"\\n  a\\n  b"'],
    ['{{ indent 0 "x" }}', "x"],
    ['{{ nindent 3 "" | quote }}', '"\\n   "'],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("replace takes its arguments as text", () => {
  test.each([
    ['{{ replace "a" "b" "banana" }}', "bbnbnb"],
    ['{{ replace "" "-" "a😀c" }}', "-a-😀-c-"],
    ['{{ replace "a" "$&" "bab" }}', "b$&b"],
    ['{{ replace "na" "" "banana" }}', "ba"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("quote, squote and cat leave nil out", () => {
  test.each([
    ['{{ quote 1 "a\\"b\\n" nil 1.5 true }}', '"1" "a\\"b\\n" "1.5" "true"'],
    ['{{ squote "it\'s" nil 1e21 }}', "'it's' '1e+21'"],
    ['{{ cat "a" 1 nil true (list 1) }}', "a 1 true [1]"],
    ['{{ cat "" "x" | quote }}', '" x"'],
    ["{{ quote }}|{{ cat }}|{{ quote nil }}", "||"],
    ['{{ quote (list "a b" 1) (dict "k" nil) }}', '"[a b 1]" "map[k:<nil>]"'],
    ['{{ quote "\\xff\\u00a0é😀" }}', '"\\xff\\u00a0é😀"'],
    ['{{ squote (.Files.GetBytes "x") }}', "'[]'"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("repeat, plural, contains, hasPrefix, hasSuffix", () => {
  test.each([
    ['{{ repeat 3 "ab" }}', "ababab"],
    ['{{ repeat 0 "ab" | quote }}', '""'],
    ['{{ plural "one" "many" 1 }}{{ plural "one" "many" 0 }}', "onemany"],
    ['{{ contains "" "x" }}{{ contains "an" "banana" }}', "truetrue"],
    ['{{ hasPrefix "a" "ab" }}{{ hasSuffix "ab" "b" }}', "truefalse"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("toString prints bytes as text and everything else as %v", () => {
  test.each([
    ["{{ toString 1e21 }}", "1e+21"],
    ["{{ toString nil }}", "<nil>"],
    ['{{ toString (list 1 "a" nil) }}', "[1 a <nil>]"],
    ["{{ .Values.big | toString }}", "1e+06"],
    ['{{ toString (b64dec "aGk=") }}', "hi"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("out-of-range arguments panic as Go does", () => {
  test.each([
    ['{{ substr 4 2 "abcdef" }}', "runtime error: slice bounds out of range [4:2]"],
    ['{{ substr 10 12 "abc" }}', "runtime error: slice bounds out of range [10:3]"],
    ['{{ substr -1 9 "abc" }}', "runtime error: slice bounds out of range [:9] with length 3"],
    ['{{ substr -5 -1 "abc" }}', "runtime error: slice bounds out of range [:-1]"],
    ['{{ repeat -1 "x" }}', "strings: negative Repeat count"],
    ['{{ nindent -2 "a" }}', "strings: negative Repeat count"],
    ['{{ repeat 9223372036854775807 "ab" }}', "strings: Repeat output length overflow"],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
