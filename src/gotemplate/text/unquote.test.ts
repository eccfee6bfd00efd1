import { expect, test } from "vitest";
import { unquote, unquoteChar } from "./unquote.ts";

test.each([
  ['"a\\tb"', "a\tb"],
  ['"\\x41\\101\\u00e9\\U0001F600"', "AAé😀"],
  ['"\\xc3\\xa9"', "é"],
  ['"\\xff"', "\udcff"],
  ["`raw \\n \r\n`", "raw \\n \n"],
  ['""', ""],
])("unquotes %j", (literal, text) => {
  expect(unquote(literal)).toBe(text);
});

test.each([
  '"\\q"',
  '"\\u{41}"',
  '"\\400"',
  '"\\08"',
  '"\\x4"',
  '"\\U00110000"',
  '"\\ud800"',
  '"\\\'"',
  '"a"b"',
  '"a\nb"',
  '"',
  "'a'",
  "",
  "plain",
])("refuses %j", (literal) => {
  expect(unquote(literal)).toBeUndefined();
});

test("tells bytes from code points", () => {
  expect(unquoteChar("\\xff'", 0, "'")).toEqual({ code: 0xff, isByte: true, end: 4 });
  expect(unquoteChar("é'", 0, "'")).toEqual({ code: 0xe9, isByte: false, end: 1 });
  expect(unquoteChar("''", 0, "'")).toBeUndefined();
});
