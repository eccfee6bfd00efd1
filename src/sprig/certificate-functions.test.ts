import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("refusals", () => {
  test.each([
    ['{{ genSelfSignedCert "c" (list 5) nil 1 }}', "error parsing ip: 5 is not a string"],
    ['{{ genSelfSignedCert "c" (list "01.2.3.4") nil 1 }}', "error parsing ip: 01.2.3.4"],
    ['{{ genSelfSignedCert "c" (list "fe80::1%eth0") nil 1 }}', "error parsing ip: fe80::1%eth0"],
    ['{{ genSelfSignedCert "c" nil (list 5) 1 }}', "error processing alternate dns name: 5 is not a string"],
    [
      '{{ genSelfSignedCert "c" nil (list "é") 1 }}',
      'error creating certificate: x509: "é" cannot be encoded as an IA5String',
    ],
    ['{{ genCAWithKey "c" 1 "x" }}', "parsing private key: no PEM data in input"],
    [
      '{{ genCAWithKey "c" 1 "-----BEGIN FOO-----\\neA==\\n-----END FOO-----\\n" }}',
      "parsing private key: no private key data in PEM block of type FOO",
    ],
    [
      '{{ genCAWithKey "c" 1 "-----BEGIN FOO PRIVATE KEY-----\\neA==\\n-----END FOO PRIVATE KEY-----\\n" }}',
      "parsing private key: invalid private key type FOO PRIVATE KEY",
    ],
    [
      '{{ genCAWithKey "c" 1 "-----BEGIN RSA PRIVATE KEY-----\\neA==\\n-----END RSA PRIVATE KEY-----\\n" }}',
      "parsing private key: parsing RSA private key from PEM: asn1: syntax error: truncated tag or length",
    ],
    ['{{ buildCustomCert "x" "y" }}', "unable to decode base64 certificate"],
    ['{{ buildCustomCert "eA==" "y" }}', "unable to decode base64 private key"],
    ['{{ buildCustomCert "eA==" "eA==" }}', "unable to decode certificate"],
    [
      '{{ $c := genCA "ca" 1 }}{{ $d := buildCustomCert (b64enc $c.Cert) (b64enc "x") }}',
      "error parsing private key: no PEM data in input",
    ],
    [
      '{{ $c := genCA "ca" 1 }}{{ $d := buildCustomCert (b64enc $c.Key) (b64enc $c.Key) }}',
      "error parsing certificate: decodedCert.Bytes: x509: malformed tbs certificate",
    ],
    [
      '{{ $c := genCA "a" 1 }}{{ $d := genCA "b" 1 }}{{ genSignedCert "x" nil nil 1 (buildCustomCert (b64enc $c.Cert) (b64enc $d.Key)) }}',
      "error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey",
    ],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
