import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("splitting without a separator gives the runes", () => {
  test.each([
    ['{{ splitList "" "a😀é" | toJson }}', '["a","😀","é"]'],
    ['{{ splitList "," "a,,b," | toJson }}', '["a","","b",""]'],
    ['{{ splitList "," "" | toJson }}', '[""]'],
    ['{{ splitList "" "" | toJson }}', "[]"],
    ['{{ split "," "a,b" }}', "map[_0:a _1:b]"],
    ['{{ splitn "," 2 "a,b,c" }}', "map[_0:a _1:b,c]"],
    ['{{ splitn "," 0 "a,b" }}', "map[]"],
    ['{{ splitn "" 2 "日本語" }}', "map[_0:日 _1:本語]"],
    ['{{ splitn "," -1 "a,b" }}', "map[_0:a _1:b]"],
    ['{{ (split "." "a.b")._1 }}', "b"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("join and toStrings leave nil out", () => {
  test.each([
    ['{{ join "-" (list 1 "a" nil 1.5 true) }}', "1-a-1.5-true"],
    ['{{ join "," "x" }}', "x"],
    ['{{ join "," nil | quote }}', '""'],
    ['{{ join "+" .Values.ints }}', "1+2+3"],
    ["{{ toStrings (list 1 nil (list 2)) | toJson }}", '["1","[2]"]'],
    ["{{ toStrings nil | toJson }}", "[]"],
    ["{{ toStrings 5 | toJson }}", '["5"]'],
    ['{{ join "," (until 3) }}', "0,1,2"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("sortAlpha sorts by bytes, and a list of strings where it is", () => {
  test.each([
    [
      '{{ sortAlpha (list "é" "z" "B" "a" "10" "9" "😀" "\\uffee") | toJson }}',
      '["10","9","B","a","z","é","￮","😀"]',
    ],
    ["{{ sortAlpha (list 3 nil 1) | toJson }}", '["1","3"]'],
    ["{{ sortAlpha 5 | toJson }}", '["5"]'],
    ['{{ $l := splitList "," "b,a" }}{{ $_ := sortAlpha $l }}{{ $l }}', "[a b]"],
    ['{{ $l := list "b" "a" }}{{ $_ := sortAlpha $l }}{{ $l }}', "[b a]"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});
