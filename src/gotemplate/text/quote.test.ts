import fc from "fast-check";
import { expect, test } from "vitest";
import { canBackquote, quote, quoteRune } from "./quote.ts";
import { unquote } from "./unquote.ts";

const codePoint = fc.oneof(fc.nat(0x7f), fc.nat(0xd7ff), fc.integer({ min: 0xe000, max: 0x10ffff }));

test.each([
  ["plain", '"plain"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ["tab\tnl\nbell\x07", '"tab\\tnl\\nbell\\a"'],
  ["héllo 日本 😀", '"héllo 日本 😀"'],
  ["nul\0 del\x7f", '"nul\\x00 del\\x7f"'],
  ["soft\u00ad zero\u200b nbsp\u00a0", '"soft\\u00ad zero\\u200b nbsp\\u00a0"'],
  ["\udcff\udc80", '"\\xff\\x80"'],
  ["\u{e0001}", '"\\U000e0001"'],
])("quotes %j", (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});

test("quotes in ASCII only", () => {
  expect(quote("é😀", true)).toBe('"\\u00e9\\U0001f600"');
  expect(quoteRune(0xe9, true)).toBe("'\\u00e9'");
});

test("quotes code points between single quotes, invalid ones as U+FFFD", () => {
  expect(quoteRune(0x27)).toBe("'\\''");
  expect(quoteRune(0x22)).toBe("'\"'");
  expect(quoteRune(0xd800)).toBe("'\ufffd'");
  expect(quoteRune(0x110000)).toBe("'\ufffd'");
});

test("back quotes take everything but back quotes and controls", () => {
  expect(canBackquote("a\tb é")).toBe(true);
  expect(canBackquote("a`b")).toBe(false);
  expect(canBackquote("a\nb")).toBe(false);
  expect(canBackquote("\ufeff")).toBe(false);
});

test("what is quoted reads back as it was", () => {
  fc.assert(
    fc.property(fc.array(codePoint, { maxLength: 12 }), (codes) => {
      const text = String.fromCodePoint(...codes);
      expect(unquote(quote(text))).toBe(text);
      expect(unquote(quote(text, true))).toBe(text);
    }),
  );
});
