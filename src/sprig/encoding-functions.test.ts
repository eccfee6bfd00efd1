import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("base64 and base32 with Go's words for what is none", () => {
  test.each([
    [
      '{{ b64enc "héllo" }} {{ b64dec "aGk=" }} {{ b64enc "\\xff\\xfe" }} {{ b64dec "gICA" | len }}',
      "aMOpbGxv hi //4= 3",
    ],
    [
      '{{ b64dec "YQ" }}|{{ b64dec "YQ==YQ" }}|{{ b64dec "YQ=a" }}|{{ b64dec "=" }}|{{ b64dec "Y===" }}|{{ b64dec "YW\\nI=" }}|{{ b64dec "_-8=" }}|{{ b64dec "YR==" }}|{{ b64dec "é" }}|{{ b64dec "YWJj\\nY\\nW" }}',
      "illegal base64 data at input byte 0|illegal base64 data at input byte 4|illegal base64 data at input byte 2|illegal base64 data at input byte 0|illegal base64 data at input byte 1|ab|illegal base64 data at input byte 0|a|illegal base64 data at input byte 0|illegal base64 data at input byte 6",
    ],
    [
      '{{ b32enc "hello" }} {{ b32dec "ME======" }}|{{ b32dec "ME" }}|{{ b32dec "ME=====" }}|{{ b32dec "ME======XX" }}|{{ b32dec "MFR=====" }}|{{ b32dec "nbswy3dp" }}|{{ b32dec "MF\\nRGG===" }}|{{ b32dec "ME==MEAA" }}',
      "NBSWY3DP a|illegal base32 data at input byte 0|illegal base32 data at input byte 7|a|illegal base32 data at input byte 3|illegal base32 data at input byte 0|abc|illegal base32 data at input byte 3",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("checksums", () => {
  test.each([
    ['{{ sha1sum "a" }}', "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"],
    ['{{ sha256sum "日本" }}', "cf2abf0c5be326cb922a70f8163f91079c4d9aa8655c60ead89ad545c9de2e92"],
    ['{{ sha512sum "" | trunc 20 }}', "cf83e1357eefb8bdf154"],
    ['{{ adler32sum "Wikipedia" }} {{ adler32sum "" }}', "300286872 1"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});
