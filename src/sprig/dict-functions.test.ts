import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("dict takes anything for a key", () => {
  test.each([
    ['{{ dict "a" 1 2 "b" nil 3 true }}', "map[2:b <nil>:3 a:1 true:]"],
    ["{{ dict | toJson }}", "{}"],
    ['{{ get (dict "a" nil) "a" | toJson }}{{ get (dict) "b" | toJson }}', 'null""'],
    ['{{ hasKey (dict "a" nil) "a" }}{{ hasKey nil "a" }}', "truefalse"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("set and unset change the map itself", () => {
  test.each([
    ['{{ $d := dict "a" 1 }}{{ $_ := set $d "b" 2 }}{{ $_ := unset $d "a" }}{{ $d }}', "map[b:2]"],
    ['{{ typeOf (set .Values "x" 1) }}{{ .Values.x }}', "map[string]interface {}1"],
    ['{{ dig "map" "a" "d" (set .Values "y" 1) }}', "x"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("keys and values of maps, several and none", () => {
  test.each([
    ['{{ keys (dict "b" 1 "a" 2) (dict "a" 3) | sortAlpha }}', "[a a b]"],
    ["{{ keys | toJson }}{{ values nil | toJson }}", "[][]"],
    ['{{ pluck "k" (dict "k" 1) (dict) nil (dict "k" nil) | toJson }}', "[1,null]"],
    ['{{ pick .Values.map "a" "nope" }}{{ omit .Values.map "a" }}', "map[a:x]map[m:map[k:v] z:1]"],
    ['{{ pick nil "a" | toJson }}', "{}"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("merge fills what is missing or empty, deeply", () => {
  test.each([
    ['{{ merge (dict "a" 1) (dict "a" 2 "b" 3) (dict "b" 4 "c" 5) }}', "map[a:1 b:3 c:5]"],
    [
      '{{ merge (dict "a" 0 "b" "" "c" false "d" nil) (dict "a" 1 "b" "x" "c" true "d" "y") }}',
      "map[a:1 b:x c:true d:y]",
    ],
    ['{{ merge (dict "m" (dict "x" 1)) (dict "m" (dict "x" 2 "y" 3)) }}', "map[m:map[x:1 y:3]]"],
    ['{{ merge (dict "l" (list 1)) (dict "l" (list 2 3)) }}', "map[l:[1]]"],
    ['{{ merge (dict "m" "s") (dict "m" (dict "y" 1)) }}', "map[m:s]"],
    ['{{ merge (dict) (dict "n" nil) | toJson }}', "{}"],
    ["{{ merge nil nil | toJson }}{{ merge nil (dict) | toJson }}", "null{}"],
    ['{{ merge (dict "m" (dict "x" 1)) (dict "m" (split "," "a,b")) }}', "map[m:map[_0:a _1:b x:1]]"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("mergeOverwrite lets the source win, nil included", () => {
  test.each([
    [
      '{{ mergeOverwrite (dict "a" 1 "b" (dict "c" 1)) (dict "a" nil "b" (dict "d" 2)) | toJson }}',
      '{"a":null,"b":{"c":1,"d":2}}',
    ],
    ['{{ mergeOverwrite (dict "a" 1 "l" (list 1 2)) (dict "a" "" "l" (list)) | toJson }}', '{"a":"","l":[]}'],
    ['{{ mergeOverwrite (dict "m" (dict "a" 1)) (dict "m" (dict)) }}', "map[m:map[a:1]]"],
    ['{{ mergeOverwrite (dict "m" (dict "a" 1)) (dict "m" "s") }}', "map[m:s]"],
    ['{{ mustMergeOverwrite (dict "v" (semver "1.2.3")) (dict "v" (dict "a" 1)) }}', "map[v:map[a:1]]"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("a merged map is shared with its source", () => {
  test.each([
    [
      '{{ $b := dict "n" (dict "x" 1) }}{{ $a := merge (dict) $b }}{{ $_ := merge $a (dict "n" (dict "y" 2)) }}{{ $b }}',
      "map[n:map[x:1 y:2]]",
    ],
    [
      '{{ $b := dict "n" (dict "x" 1) }}{{ $a := merge (dict) (deepCopy $b) }}{{ $_ := merge $a (dict "n" (dict "y" 2)) }}{{ $b }}',
      "map[n:map[x:1]]",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("merge gives up where a pointer meets a map", () => {
  test.each([['{{ merge (dict "v" (semver "1.2.3")) (dict "v" (dict "a" 1)) | quote }}', '""']])(
    "%s",
    (template, output) => {
      expect(helm4(template)).toBe(output);
    },
  );
});

describe("deepCopy copies maps and lists, but not what a version holds", () => {
  test.each([
    [
      '{{ $d := dict "a" (dict "b" 1) }}{{ $c := deepCopy $d }}{{ $_ := set $c.a "b" 2 }}{{ $d }}{{ $c }}',
      "map[a:map[b:1]]map[a:map[b:2]]",
    ],
    ['{{ deepCopy (semver "1.2.3") }}', "0.0.0"],
    ["{{ deepCopy (rest (list)) | toJson }}", "null"],
    ["{{ slice (deepCopy .Values.list) 0 4 }}", "[a b c <nil>]"],
    ["{{ deepCopy 5 | typeOf }}{{ deepCopy (until 2) | typeOf }}", "int[]int"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("dig gives its default for a missing key only", () => {
  test.each([
    ['{{ dig "a" "b" "d" (dict "a" (dict "b" 1)) }}', "1"],
    ['{{ dig "a" "x" "d" (dict "a" (dict "b" 1)) }}', "d"],
    ['{{ dig "a" "d" (dict "a" nil) | toJson }}', "null"],
    ['{{ dig "m" "k" "d" .Values.map }}', "v"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("errors and panics", () => {
  test.each([
    ['{{ set nil "a" 1 }}', "assignment to entry in nil map"],
    [
      '{{ mustMerge (dict "v" (semver "1.2.3")) (dict "v" (dict "a" 1)) }}',
      "src and dst must be of same type",
    ],
    [
      '{{ merge (dict "m" (split "," "a")) (dict "m" (dict "x" 1)) }}',
      "reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string",
    ],
    ["{{ deepCopy nil }}", "reflect: call of reflect.Value.Type on zero Value"],
    ['{{ dig "a" "d" }}', "dig needs at least three arguments"],
    [
      '{{ dig "a" "d" "notdict" }}',
      "interface conversion: interface {} is string, not map[string]interface {}",
    ],
    [
      '{{ dig "a" "b" "d" (dict "a" nil) }}',
      "interface conversion: interface {} is nil, not map[string]interface {}",
    ],
    ['{{ dig 1 "d" (dict) }}', "interface conversion: interface {} is int, not string"],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
