import { quote } from "../../gotemplate/text/quote.ts";
import { isAscii, stringToBytes } from "../../util/byte-string.ts";
import { CallError } from "../call-error.ts";
import { equalBytes } from "./bytes.ts";
import type { CryptoAdapter } from "./crypto-adapter.ts";
import {
  bitString,
  DerError,
  der,
  integer,
  octetString,
  oid,
  readElements,
  readOne,
  sequence,
  TAG,
} from "./der.ts";
import { publicKeyInfo } from "./key-encoding.ts";
import { encodePem } from "./pem.ts";
import type { PrivateKey } from "./private-key.ts";
import { sign, signatureAlgorithm } from "./signature.ts";

/** What a certificate says (sprig's getBaseCertTemplate): a server's and client's, or an authority's. */
export interface CertificateTemplate {
  readonly serial: bigint;
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  /** four or sixteen bytes each */
  readonly addresses: readonly Uint8Array[];
  /** milliseconds since 1970 */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly isAuthority: boolean;
}

/** Who signs: the authority's name, its key's identifier where it has one, and the key itself. */
export interface Issuer {
  readonly subject: Uint8Array;
  readonly subjectKeyId: Uint8Array | undefined;
  readonly key: PrivateKey;
}

/** How Go's x509 makes certificates. */
export interface CertificateRules {
  /** The hash that a key's identifier in a certificate is cut from (SHA-256 from Go 1.25 on). */
  readonly keyIdHash: "sha1" | "sha256";
}

/** A certificate as PEM (crypto/x509, CreateCertificate). Without issuer the key signs its own. */
export function createCertificate(
  template: CertificateTemplate,
  key: PrivateKey,
  issuer: Issuer | undefined,
  rules: CertificateRules,
  crypto: CryptoAdapter,
): string {
  const signer = issuer?.key ?? key;
  const algorithm = signatureAlgorithm(signer);
  if (key.kind === "dsa") throw new CallError("x509: unsupported public key type: *dsa.PublicKey");
  const { info, bits } = publicKeyInfo(key, crypto);
  const subject = nameOf(template.commonName);
  const keyId = template.isAuthority ? crypto.hash(rules.keyIdHash, bits).slice(0, 20) : undefined;
  const isOther = issuer !== undefined && !equalBytes(issuer.subject, subject);
  const body = sequence(
    der(0xa0, integer(2n)),
    integer(template.serial),
    algorithm,
    issuer?.subject ?? subject,
    sequence(time(template.notBefore), time(template.notAfter)),
    subject,
    info,
    der(0xa3, sequence(...extensions(template, subject, keyId, isOther ? issuer.subjectKeyId : undefined))),
  );
  const signature = sign(signer, body, crypto);
  return encodePem({ type: "CERTIFICATE", bytes: sequence(body, algorithm, bitString(signature.bytes)) });
}

/** What signing needs to know of an authority's certificate; throws a DerError for what is none. */
export function readAuthority(bytes: Uint8Array): {
  subject: Uint8Array;
  subjectKeyId: Uint8Array | undefined;
  keyInfo: Uint8Array;
} {
  const [body] = readElements(readOne(bytes, TAG.sequence).content);
  if (body?.tag !== TAG.sequence) throw new DerError("x509: malformed tbs certificate");
  const parts = readElements(body.content);
  const fields = parts[0]?.tag === 0xa0 ? parts.slice(1) : parts;
  const [serial, , issuer, validity, subject, keyInfo, ...rest] = fields;
  if (serial?.tag !== TAG.integer || issuer?.tag !== TAG.sequence || validity?.tag !== TAG.sequence)
    throw new DerError("x509: malformed tbs certificate");
  if (subject?.tag !== TAG.sequence || keyInfo?.tag !== TAG.sequence)
    throw new DerError("x509: malformed spki");
  const list = rest.find(({ tag }) => tag === 0xa3);
  return { subject: subject.whole, subjectKeyId: list && keyIdIn(list.content), keyInfo: keyInfo.whole };
}

const SUBJECT_KEY_ID = "2.5.29.14";

function keyIdIn(extensionList: Uint8Array): Uint8Array | undefined {
  for (const { content } of readElements(readOne(extensionList, TAG.sequence).content)) {
    const [name, ...values] = readElements(content);
    const value = values.at(-1);
    if (name !== undefined && value !== undefined && equalBytes(name.whole, oid(SUBJECT_KEY_ID)))
      return readOne(value.content, TAG.octetString).content;
  }
  return undefined;
}

/** A name with a common name alone, or empty. */
function nameOf(commonName: string): Uint8Array {
  if (commonName === "") return sequence();
  const tag = /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(commonName) ? TAG.printableString : TAG.utf8String;
  if (/\p{Cs}/u.test(commonName)) throw new CallError("asn1: string not valid UTF-8");
  const value = der(tag, stringToBytes(commonName));
  return sequence(der(TAG.set, sequence(oid("2.5.4.3"), value)));
}

function ia5(name: string): Uint8Array {
  if (!isAscii(name)) throw new CallError(`x509: ${quote(name)} cannot be encoded as an IA5String`);
  return stringToBytes(name);
}

/** Whole seconds; with two digits for the year where that is clear. */
function time(milliseconds: number): Uint8Array {
  const text = `${new Date(milliseconds).toISOString().slice(0, 19).replace(/[-T:]/g, "")}Z`;
  const isShort = text >= "1950" && text < "2050";
  const tag = isShort ? TAG.utcTime : TAG.generalizedTime;
  return der(tag, stringToBytes(isShort ? text.slice(2) : text));
}

function extensions(
  { isAuthority, dnsNames, addresses }: CertificateTemplate,
  subject: Uint8Array,
  keyId: Uint8Array | undefined,
  authorityKeyId: Uint8Array | undefined,
): Uint8Array[] {
  const yes = der(TAG.boolean, Uint8Array.of(0xff));
  const extension = (name: string, isCritical: boolean, value: Uint8Array): Uint8Array =>
    sequence(oid(name), ...(isCritical ? [yes] : []), octetString(value));
  const names = [
    ...dnsNames.map((name) => der(0x82, ia5(name))),
    ...addresses.map((address) => der(0x87, address)),
  ];
  // Digital signature and key encipherment; an authority signs certificates too.
  const usage = isAuthority ? bitString(Uint8Array.of(0xa4), 2) : bitString(Uint8Array.of(0xa0), 5);
  const serverAndClient = sequence(oid("1.3.6.1.5.5.7.3.1"), oid("1.3.6.1.5.5.7.3.2"));
  return [
    extension("2.5.29.15", true, usage),
    extension("2.5.29.37", false, serverAndClient),
    extension("2.5.29.19", true, sequence(...(isAuthority ? [yes] : []))),
    ...(keyId === undefined ? [] : [extension(SUBJECT_KEY_ID, false, octetString(keyId))]),
    ...(authorityKeyId === undefined
      ? []
      : [extension("2.5.29.35", false, sequence(der(0x80, authorityKeyId)))]),
    ...(names.length === 0 ? [] : [extension("2.5.29.17", subject.length === 2, sequence(...names))]),
  ];
}
