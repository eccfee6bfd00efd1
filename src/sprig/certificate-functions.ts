import { GoStruct, type Value } from "../gotemplate/value.ts";
import type { RandomStream } from "../sim/random.ts";
import { bytesToString } from "../util/byte-string.ts";
import { toBinary } from "./binary.ts";
import { CallError } from "./call-error.ts";
import { bytesToNumber, equalBytes } from "./crypto/bytes.ts";
import {
  type CertificateRules,
  type CertificateTemplate,
  createCertificate,
  type Issuer,
  readAuthority,
} from "./crypto/certificate.ts";
import type { CryptoAdapter } from "./crypto/crypto-adapter.ts";
import { DerError } from "./crypto/der.ts";
import { generateRsaKey } from "./crypto/generate-key.ts";
import { decodePrivateKey, encodePrivateKey, publicKeyInfo } from "./crypto/key-encoding.ts";
import { decodePem } from "./crypto/pem.ts";
import type { PrivateKey } from "./crypto/private-key.ts";
import { randomBytes } from "./crypto/random-bytes.ts";
import type { Clock } from "./date-functions.ts";
import { elementsOf } from "./elements.ts";
import { decodeBase64 } from "./encoding/base64.ts";
import { type FunctionTable, goFunc, lasting } from "./go-func.ts";
import { parseAddress } from "./net/parse-ip.ts";
import { sprint } from "./strval.ts";

/** What making certificates needs. */
export interface CertificateEnvironment {
  readonly crypto: CryptoAdapter;
  readonly clock: Clock;
  /** A stream of its own for one call of a function. */
  readonly random: (purpose: string) => RandomStream;
  readonly rules: CertificateRules;
}

type MakeTemplate = (name: string, addresses: Value, dnsNames: Value, days: number) => CertificateTemplate;

const DAY = 86_400_000_000_000n;
const LIST = "[]interface {}";

/** The certificates of sprig's crypto.go: `{Cert, Key}` pairs of PEM texts. */
export function certificateFunctions(env: CertificateEnvironment): FunctionTable {
  const { crypto, clock, random, rules } = env;
  const newKey = (purpose: string): PrivateKey => generateRsaKey(2048, random(`${purpose} key`), crypto);
  const template =
    (purpose: string, isAuthority: boolean): MakeTemplate =>
    (commonName, addresses, dnsNames, days) => {
      const notBefore = clock.now();
      return {
        commonName,
        addresses: addressBytes(addresses),
        dnsNames: texts(
          dnsNames,
          (item) => `error processing alternate dns name: ${sprint(item)} is not a string`,
        ),
        serial: bytesToNumber(randomBytes(random(`${purpose} serial`), 16)),
        notBefore,
        notAfter: notBefore + Number(BigInt.asIntN(64, DAY * BigInt(days)) / 1_000_000n),
        isAuthority,
      };
    };
  const certify = (details: CertificateTemplate, key: PrivateKey, issuer?: Issuer): GoStruct =>
    within("error creating certificate", () =>
      pair(createCertificate(details, key, issuer, rules, crypto), encodePrivateKey(key, crypto)),
    );
  const given = (text: string): PrivateKey => within("parsing private key", () => decodePrivateKey(text));
  const authority = (ca: Value): Issuer => readIssuer(ca, crypto);
  const forCA = template("genCA", true);
  const forSelf = template("genSelfSignedCert", false);
  const forSigned = template("genSignedCert", false);
  return {
    genCA: lasting(
      150,
      goFunc(["string", "int"], (name, days) => certify(forCA(name, null, null, days), newKey("genCA"))),
    ),
    genCAWithKey: goFunc(["string", "int", "string"], (name, days, key) => {
      const own = given(key);
      return certify(forCA(name, null, null, days), own);
    }),
    genSelfSignedCert: lasting(
      150,
      goFunc(["string", LIST, LIST, "int"], (name, ips, dns, days) =>
        certify(forSelf(name, ips, dns, days), newKey("genSelfSignedCert")),
      ),
    ),
    genSelfSignedCertWithKey: goFunc(["string", LIST, LIST, "int", "string"], (name, ips, dns, days, key) => {
      const own = given(key);
      return certify(forSelf(name, ips, dns, days), own);
    }),
    genSignedCert: lasting(
      150,
      goFunc(["string", LIST, LIST, "int", "sprig.certificate"], (name, ips, dns, days, ca) => {
        const issuer = authority(ca);
        return certify(forSigned(name, ips, dns, days), newKey("genSignedCert"), issuer);
      }),
    ),
    genSignedCertWithKey: goFunc(
      ["string", LIST, LIST, "int", "sprig.certificate", "string"],
      (name, ips, dns, days, ca, key) => {
        const own = given(key);
        const issuer = authority(ca);
        return certify(forSigned(name, ips, dns, days), own, issuer);
      },
    ),
    buildCustomCert: goFunc(["string", "string"], buildCustomCertificate),
  };
}

function pair(certificate: string, key: string): GoStruct {
  return new GoStruct(
    "sprig.certificate",
    new Map([
      ["Cert", certificate],
      ["Key", key],
    ]),
  );
}

/** A certificate and its key that the user brings, both checked for being what they should be. */
function buildCustomCertificate(base64Cert: string, base64Key: string): GoStruct {
  const certificate = decoded(base64Cert, "unable to decode base64 certificate");
  const key = decoded(base64Key, "unable to decode base64 private key");
  parseCertificate(certificate, "decodedCert");
  within("error parsing private key", () => decodePrivateKey(key));
  return pair(certificate, key);
}

function decoded(base64: string, refusal: string): string {
  try {
    return bytesToString(decodeBase64(toBinary(base64)));
  } catch (error) {
    if (error instanceof CallError) throw new CallError(refusal);
    throw error;
  }
}

/** The authority out of a `{Cert, Key}` pair; its key must be the one that its certificate is about. */
function readIssuer(ca: Value, crypto: CryptoAdapter): Issuer {
  const field = (name: string): string => (ca instanceof GoStruct ? String(ca.fields.get(name) ?? "") : "");
  const { subject, subjectKeyId, keyInfo } = parseCertificate(field("Cert"), "decodedSignerCert");
  const key = within("error parsing private key", () => decodePrivateKey(field("Key")));
  if (key.kind !== "dsa" && !equalBytes(publicKeyInfo(key, crypto).info, keyInfo))
    throw new CallError(
      "error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey",
    );
  return { subject, subjectKeyId, key };
}

function parseCertificate(pem: string, variable: string): ReturnType<typeof readAuthority> {
  const block = decodePem(pem);
  if (block === undefined) throw new CallError("unable to decode certificate");
  try {
    return readAuthority(block.bytes);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    const reason = error.message.startsWith("x509") ? error.message : "x509: malformed certificate";
    throw new CallError(`error parsing certificate: ${variable}.Bytes: ${reason}`);
  }
}

function addressBytes(list: Value): Uint8Array[] {
  return texts(list, (item) => `error parsing ip: ${sprint(item)} is not a string`).map((text) => {
    const refusal = new CallError(`error parsing ip: ${text}`);
    try {
      const { bytes, zone } = parseAddress(text);
      if (zone !== "") throw refusal;
      return asIPv4(bytes);
    } catch (error) {
      throw error instanceof CallError ? refusal : error;
    }
  });
}

/** An IPv4 address inside an IPv6 one as its four bytes. */
function asIPv4(bytes: Uint8Array): Uint8Array {
  const isMapped =
    bytes.length === 16 &&
    bytes.subarray(0, 10).every((b) => b === 0) &&
    bytes[10] === 255 &&
    bytes[11] === 255;
  return isMapped ? bytes.slice(12) : bytes;
}

function texts(list: Value, refusal: (item: Value) => string): string[] {
  return (elementsOf(list) ?? []).map((item) => {
    if (typeof item !== "string") throw new CallError(refusal(item));
    return item;
  });
}

/** Puts the step before the words of what failed in it. */
function within<T>(step: string, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof CallError) throw new CallError(`${step}: ${error.message}`);
    throw error;
  }
}
