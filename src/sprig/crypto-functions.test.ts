import { createPrivateKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

test.each([
  ["ecdsa", "EC PRIVATE KEY", { namedCurve: "prime256v1" }],
  ["ed25519", "PRIVATE KEY", {}],
  ["rsa", "RSA PRIVATE KEY", { modulusLength: 4096, publicExponent: 65537n }],
])("genPrivateKey makes an %s key", (kind, type, details) => {
  const pem = helm4(`{{ genPrivateKey "${kind}" }}`);
  expect(pem).toMatch(new RegExp(`^-----BEGIN ${type}-----\n[\\s\\S]*\n-----END ${type}-----\n$`));
  expect(createPrivateKey(pem).asymmetricKeyDetails).toMatchObject(details);
});

test("htpasswd and bcrypt hash with a cost of ten and a salt of their own", () => {
  const [entry = "", hash = ""] = helm4('{{ htpasswd "me" "secret" }} {{ bcrypt "secret" }}').split(" ");
  expect(entry).toMatch(/^me:\$2a\$10\$[./A-Za-z0-9]{53}$/);
  expect(hash).toMatch(/^\$2a\$10\$[./A-Za-z0-9]{53}$/);
  expect(hash).not.toBe(entry.slice(3));
});

describe("derivePassword is the Master Password algorithm", () => {
  test.each([
    [
      '{{ derivePassword 1 "long" "master" "user" "example.com" }} {{ derivePassword 4294967296 "pin" "p" "u" "s" }} {{ derivePassword 1 "nope" "p" "u" "s" }}',
      "BusaHoze7!Cohg 9426 cannot find password template nope",
    ],
    ['{{ derivePassword 1 "maximum" "é" "ü" "x" }}', "F1[EBbbKelY5DhLlOXIy"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("AES there and back", () => {
  test.each([
    [
      '{{ encryptAES "secretkey" "plain" | decryptAES "secretkey" }} {{ encryptAES "k" "abc" | len }}{{ encryptAES "k" "" }}',
      "plain 44",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("what is no user name, password or kind of key", () => {
  test.each([
    [
      '{{ htpasswd "a:b" "secret" }} {{ bcrypt (repeat 73 "x") }} {{ genPrivateKey "nope" }}',
      "invalid username: a:b failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes Unknown type nope",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("what cannot be decrypted", () => {
  test.each([
    ['{{ decryptAES "k" "short" }}', "illegal base64 data at input byte 4"],
    ['{{ decryptAES "k" "AAAA" }}', "runtime error: slice bounds out of range [:16] with capacity 3"],
    ['{{ decryptAES "k" "AAAAAAAAAAAAAAAAAAAAAA==" }}', "runtime error: index out of range [-1]"],
    ['{{ decryptAES "k" "AAAAAAAAAAAAAAAAAAAAAAAAAAAA" }}', "crypto/cipher: input not full blocks"],
    [
      '{{ decryptAES "k" "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" }}',
      "runtime error: slice bounds out of range [:-19]",
    ],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
