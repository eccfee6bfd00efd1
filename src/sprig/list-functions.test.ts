import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("the ends of lists", () => {
  test.each([
    ["{{ first .Values.list }}{{ last .Values.list }}", "ac"],
    ["{{ first (list) | toJson }}{{ last (list) | toJson }}", "nullnull"],
    ["{{ rest .Values.list }}{{ initial .Values.list }}", "[b c][a b]"],
    ["{{ rest (list) | toJson }}{{ initial (list) | toJson }}", "nullnull"],
    ["{{ first (until 3) | typeOf }}", "int"],
    ['{{ first (.Files.GetBytes "x") | typeOf }}', "<nil>"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("adding makes a new list", () => {
  test.each([
    ["{{ $l := list 1 2 }}{{ append $l 3 }}{{ prepend $l 0 }}{{ $l }}", "[1 2 3][0 1 2][1 2]"],
    ['{{ push (splitList "," "a") 1 | typeOf }}', "[]interface {}"],
    ["{{ concat (list 1) .Values.list (until 2) | toJson }}", '[1,"a","b","c",0,1]'],
    ["{{ concat | toJson }}", "null"],
    ["{{ list | toJson }}{{ tuple 1 nil | toJson }}", "[][1,null]"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("membership compares types too", () => {
  test.each([
    [
      "{{ has 1 (list 1) }}{{ has 1.0 (list 1) }}{{ has 2 .Values.ints }}{{ has 2.0 .Values.ints }}",
      "truefalsefalsetrue",
    ],
    ['{{ has (list 1) (list (list 1)) }}{{ has nil (list nil) }}{{ has "a" nil }}', "truetruefalse"],
    ['{{ without (list 1 "1" 1.0 nil) 1 nil }}', "[1 1]"],
    ['{{ uniq (list 1 "1" 1 1.0 nil nil (list) (list)) | toJson }}', '[1,"1",1,null,[]]'],
    ['{{ compact (list 0 "" nil false (list) (dict) "a" 1) }}', "[a 1]"],
    ["{{ reverse (list 1 2 3) }}", "[3 2 1]"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("chunk cuts into pieces, whatever the size", () => {
  test.each([
    ["{{ chunk 2 (list 1 2 3) | toJson }}", "[[1,2],[3]]"],
    ["{{ chunk 5 (list 1) | toJson }}", "[[1]]"],
    ["{{ chunk 2 (list) | toJson }}", "[]"],
    ["{{ chunk -2 (list 1 2 3) | toJson }}", "[]"],
    ["{{ chunk 2 (list 1 2 3) | typeOf }}", "[][]interface {}"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("slice may reach into the array behind its list", () => {
  test.each([
    ['{{ slice .Values.list 1 }}{{ slice .Values.list 0 2 }}{{ slice .Values.list "1" }}', "[b c][a b][b c]"],
    ["{{ slice (list) 0 | toJson }}", "null"],
    ["{{ slice .Values.list 0 4 }}", "[a b c <nil>]"],
    ["{{ slice (append (list 1 2) 3) 0 4 }}", "[1 2 3 <nil>]"],
    ["{{ slice (until 3) 2 4 }}", "[2 0]"],
    ["{{ slice (slice (list 1 2 3) 0 1) 0 3 }}", "[1 2 3]"],
    ['{{ slice (regexFindAll "." "abc" -1) 2 6 | toJson }}', '["c","","",""]'],
    ["{{ slice .Values.list 1 | typeOf }}", "[]interface {}"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("what is no list is refused by kind, nil by a panic", () => {
  test.each([
    ['{{ first "x" }}', "Cannot find first on type string"],
    ["{{ mustLast 5 }}", "Cannot find last on type int"],
    ["{{ append .Values.map 1 }}", "Cannot push on type map"],
    ["{{ prepend 5 1 }}", "Cannot prepend on type int"],
    ["{{ concat (list 1) .Values.map }}", "Cannot concat type map as list"],
    ['{{ has "a" "abc" }}', "Cannot find has on type string"],
    ["{{ first nil }}", "runtime error: invalid memory address or nil pointer dereference"],
    ["{{ concat nil }}", "runtime error: invalid memory address or nil pointer dereference"],
    ['{{ slice "abc" 1 }}', "list should be type of slice or array but string"],
    ["{{ slice (list 1 2) 2 1 }}", "reflect.Value.Slice: slice index out of bounds"],
    ["{{ slice (list 1 2) 0 3 }}", "reflect.Value.Slice: slice index out of bounds"],
    ["{{ chunk 0 (list 1) }}", "runtime error: makeslice: len out of range"],
    ['{{ chunk 2 "abc" }}', "Cannot chunk type string"],
    ["{{ uniq nil }}", "runtime error: invalid memory address or nil pointer dereference"],
    ['{{ compact (semver "1.0.0") }}', "Cannot compact on type ptr"],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
