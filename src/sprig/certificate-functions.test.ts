import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

/** A template that yields the certificates and keys of some variables, as objects of Node's. */
function certificates(
  template: string,
  variables: readonly string[],
  evaluate = helm4,
): { certificate: X509Certificate; key: string; text: string }[] {
  const output = evaluate(
    template + variables.map((name) => `{{ ${name}.Cert }}|{{ ${name}.Key }}`).join("|"),
  );
  const texts = output.split("|");
  return variables.map((_, i) => {
    const text = texts[2 * i] ?? "";
    return { certificate: new X509Certificate(text), key: texts[2 * i + 1] ?? "", text };
  });
}

test("a signed certificate holds against its authority", () => {
  const [ca, server] = certificates(
    '{{ $ca := genCA "demo-ca" 365 }}{{ $c := genSignedCert "web" (list "10.0.0.1" "::1") (list "web" "*.web.svc") 30 $ca }}',
    ["$ca", "$c"],
  );
  expect(ca?.certificate.subject).toBe("CN=demo-ca");
  expect(ca?.certificate.ca).toBe(true);
  expect(ca?.certificate.verify(ca.certificate.publicKey)).toBe(true);
  expect(ca?.certificate.validTo).toBe("Jan 15 18:20:03 2026 GMT");

  expect(ca && server?.certificate.verify(ca.certificate.publicKey)).toBe(true);
  expect(ca && server?.certificate.checkIssued(ca.certificate)).toBe(true);
  expect(server?.certificate.checkPrivateKey(createPrivateKey(server.key))).toBe(true);
  expect(server?.certificate.ca).toBe(false);
  expect(server?.certificate.subjectAltName).toBe(
    "DNS:web, DNS:*.web.svc, IP Address:10.0.0.1, IP Address:0:0:0:0:0:0:0:1",
  );
  expect(server?.certificate.validFrom).toBe("Jan 15 18:20:03 2025 GMT");
  expect(server?.certificate.validTo).toBe("Feb 14 18:20:03 2025 GMT");
  expect(server?.certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
});

test("a self-signed certificate holds against itself, and expires before it begins for negative days", () => {
  const [own] = certificates('{{ $c := genSelfSignedCert "own" nil (list "own.example") -1 }}', ["$c"]);
  expect(own?.certificate.verify(own.certificate.publicKey)).toBe(true);
  expect(own?.certificate.issuer).toBe("CN=own");
  expect(own?.certificate.validTo).toBe("Jan 14 18:20:03 2025 GMT");
});

test("the same seed makes the same certificates, another seed others", () => {
  const serial = (seed: number): string =>
    evaluator(templateFunctions({ version: "v4.1.4" }, { seed }))('{{ (genCA "x" 1).Cert }}');
  expect(serial(1)).toBe(serial(1));
  expect(serial(1)).not.toBe(serial(2));
});

describe("certificates for keys that the chart brings", () => {
  const pem = (curve: string): string =>
    generateKeyPairSync("ec", { namedCurve: curve })
      .privateKey.export({ type: "sec1", format: "pem" })
      .toString();
  const keys: [string, () => string][] = [
    ["P-224", () => pem("secp224r1")],
    ["P-256", () => pem("prime256v1")],
    ["P-384", () => pem("secp384r1")],
    ["P-521", () => pem("secp521r1")],
    [
      "Ed25519",
      () => generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    ],
    [
      "RSA in PKCS #8",
      () =>
        generateKeyPairSync("rsa", { modulusLength: 1024 })
          .privateKey.export({ type: "pkcs8", format: "pem" })
          .toString(),
    ],
  ];

  test.each(keys)("%s", (_, make) => {
    const pemText = make();
    const quoted = JSON.stringify(pemText);
    const [ca, leaf, own] = certificates(
      `{{ $k := ${quoted} }}{{ $ca := genCAWithKey "ca" 1 $k }}{{ $c := genSignedCertWithKey "c" nil nil 1 $ca $k }}{{ $o := genSelfSignedCertWithKey "o" nil nil 1 $k }}`,
      ["$ca", "$c", "$o"],
    );
    for (const { certificate, key } of [ca, leaf, own].flatMap((each) => each ?? [])) {
      expect(certificate.checkPrivateKey(createPrivateKey(pemText))).toBe(true);
      expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
      expect(ca && certificate.verify(ca.certificate.publicKey)).toBe(true);
    }
    expect(leaf?.certificate.issuer).toBe("CN=ca");
  });

  test("buildCustomCert gives back what it was given", () => {
    const built = helm4(
      '{{ $c := genCA "x" 1 }}{{ $b := buildCustomCert (b64enc $c.Cert) (b64enc $c.Key) }}{{ eq $b.Cert $c.Cert }}{{ eq $b.Key $c.Key }}',
    );
    expect(built).toBe("truetrue");
  });
});

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
