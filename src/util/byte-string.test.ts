import fc from "fast-check";
import { expect, test } from "vitest";
import { byteLength, bytesToString, isAscii, sliceBytes, stringToBytes } from "./byte-string.ts";

test("bytes survive the way to a string and back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(stringToBytes(bytesToString(bytes))).toEqual(bytes);
    }),
  );
});

test("text is itself, only bytes outside UTF-8 are lone surrogates", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(bytesToString(new TextEncoder().encode(text))).toBe(text);
    }),
  );
  expect(bytesToString(Uint8Array.of(0x61, 0xff, 0xc3))).toBe("a\udcff\udcc3");
  expect(bytesToString(Uint8Array.of(0xff, 0xf0, 0x9f, 0x98, 0x80, 0xe6, 0x97, 0xa5))).toBe("\udcff😀日");
  expect(bytesToString(Uint8Array.of(0xe6, 0x97, 0x41))).toBe("\udce6\udc97A");
  expect(bytesToString(Uint8Array.of(0xed, 0xa0, 0x80))).toBe("\udced\udca0\udc80");
  expect(bytesToString(Uint8Array.of(0xc0, 0x80, 0xf5))).toBe("\udcc0\udc80\udcf5");
});

test("lengths and slices count bytes", () => {
  expect(byteLength("héé")).toBe(5);
  expect(byteLength("\udcff")).toBe(1);
  expect(isAscii("plain")).toBe(true);
  expect(isAscii("é")).toBe(false);
  expect(sliceBytes("日本語", 0, 3)).toBe("日");
  expect(sliceBytes("é", 0, 1)).toBe("\udcc3");
  expect(stringToBytes("é😀\udcff日")).toEqual(
    Uint8Array.of(0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80, 0xff, 0xe6, 0x97, 0xa5),
  );
  expect(stringToBytes(sliceBytes("é", 0, 1) + sliceBytes("é", 1))).toEqual(Uint8Array.of(0xc3, 0xa9));
});
