import { CallError } from "../call-error.ts";
import { bytesToNumber, numberToBytes } from "./bytes.ts";
import type { CryptoAdapter, CurveName } from "./crypto-adapter.ts";
import {
  bitString,
  type DerElement,
  DerError,
  der,
  integer,
  octetString,
  oid,
  readElements,
  readInteger,
  readOne,
  sequence,
  TAG,
} from "./der.ts";
import { decodePem, encodePem } from "./pem.ts";
import { CURVES, type DsaKey, type EcKey, type PrivateKey, type RsaKey } from "./private-key.ts";

const RSA = "1.2.840.113549.1.1.1";
const EC = "1.2.840.10045.2.1";
const ED25519 = "1.3.101.112";

/** A private key as PEM, each kind in the form that Go picks for it. */
export function encodePrivateKey(key: PrivateKey, crypto: CryptoAdapter): string {
  switch (key.kind) {
    case "rsa":
      return encodePem({ type: "RSA PRIVATE KEY", bytes: rsaDer(key) });
    case "ecdsa":
      return encodePem({ type: "EC PRIVATE KEY", bytes: ecDer(key, crypto) });
    case "dsa":
      return encodePem({ type: "DSA PRIVATE KEY", bytes: dsaDer(key) });
    case "ed25519":
      return encodePem({ type: "PRIVATE KEY", bytes: ed25519Der(key.seed) });
  }
}

/** PKCS #1 */
export function rsaDer({ n, e, d, p, q }: RsaKey): Uint8Array {
  const parts = [0n, n, e, d, p, q, d % (p - 1n), d % (q - 1n), inverse(q, p)];
  return sequence(...parts.map(integer));
}

/** SEC 1 */
function ecDer({ curve, d }: EcKey, crypto: CryptoAdapter): Uint8Array {
  const scalar = numberToBytes(d, CURVES[curve].bytes);
  return sequence(
    integer(1n),
    octetString(scalar),
    der(0xa0, oid(CURVES[curve].oid)),
    der(0xa1, bitString(crypto.ellipticPoint(curve, scalar))),
  );
}

function dsaDer({ p, q, g, y, x }: DsaKey): Uint8Array {
  return sequence(...[0n, p, q, g, y, x].map(integer));
}

/** PKCS #8 */
function ed25519Der(seed: Uint8Array): Uint8Array {
  return sequence(integer(0n), sequence(oid(ED25519)), octetString(octetString(seed)));
}

/** A SubjectPublicKeyInfo, and the bytes in it that identify the key. */
export function publicKeyInfo(
  key: Exclude<PrivateKey, DsaKey>,
  crypto: CryptoAdapter,
): { info: Uint8Array; bits: Uint8Array } {
  const [algorithm, bits] = publicKeyParts(key, crypto);
  return { info: sequence(sequence(...algorithm), bitString(bits)), bits };
}

function publicKeyParts(
  key: Exclude<PrivateKey, DsaKey>,
  crypto: CryptoAdapter,
): [algorithm: Uint8Array[], bits: Uint8Array] {
  switch (key.kind) {
    case "rsa":
      return [[oid(RSA), der(TAG.null)], sequence(integer(key.n), integer(key.e))];
    case "ecdsa": {
      const { oid: curve, bytes } = CURVES[key.curve];
      return [[oid(EC), oid(curve)], crypto.ellipticPoint(key.curve, numberToBytes(key.d, bytes))];
    }
    case "ed25519":
      return [[oid(ED25519)], crypto.ed25519PublicKey(key.seed)];
  }
}

/** sprig's parsePrivateKeyPEM; throws with its words. */
export function decodePrivateKey(text: string): PrivateKey {
  const block = decodePem(text);
  if (block === undefined) throw new CallError("no PEM data in input");
  const { type, bytes } = block;
  const attempt = (what: string, read: () => PrivateKey): PrivateKey => {
    try {
      return read();
    } catch (error) {
      if (error instanceof DerError) throw new CallError(`${what}: ${error.message}`);
      throw error;
    }
  };
  if (type === "PRIVATE KEY") return attempt("decoding PEM as PKCS#8", () => readPkcs8(bytes));
  if (!type.endsWith(" PRIVATE KEY")) throw new CallError(`no private key data in PEM block of type ${type}`);
  const kind = type.slice(0, -" PRIVATE KEY".length);
  const read = { RSA: readRsa, EC: readSec1, DSA: readDsa }[kind];
  if (read === undefined) throw new CallError(`invalid private key type ${type}`);
  return attempt(`parsing ${kind} private key from PEM`, () => read(bytes));
}

function readPkcs8(bytes: Uint8Array): PrivateKey {
  const [version, algorithm, key] = readElements(readOne(bytes, TAG.sequence).content);
  readInteger(version);
  if (algorithm === undefined || key?.tag !== TAG.octetString)
    throw new DerError("asn1: structure error: tags don't match");
  const [name, parameters] = readElements(algorithm.content);
  if (isOid(name, RSA)) return readRsa(key.content);
  if (isOid(name, EC)) return readEc(key.content, curveOf(parameters));
  if (isOid(name, ED25519))
    return { kind: "ed25519", seed: readOne(key.content, TAG.octetString).content.slice(0, 32) };
  throw new DerError("x509: PKCS#8 wrapping contained private key with unknown algorithm");
}

function readRsa(bytes: Uint8Array): RsaKey {
  const [, n, e, d, p, q] = readElements(readOne(bytes, TAG.sequence).content);
  return {
    kind: "rsa",
    n: readInteger(n),
    e: readInteger(e),
    d: readInteger(d),
    p: readInteger(p),
    q: readInteger(q),
  };
}

function readSec1(bytes: Uint8Array): EcKey {
  try {
    return readEc(bytes, undefined);
  } catch (error) {
    if (error instanceof DerError)
      throw new DerError(`x509: failed to parse EC private key: ${error.message}`);
    throw error;
  }
}

function readEc(bytes: Uint8Array, known: CurveName | undefined): EcKey {
  const [, scalar, ...rest] = readElements(readOne(bytes, TAG.sequence).content);
  if (scalar?.tag !== TAG.octetString) throw new DerError("asn1: structure error: tags don't match");
  const named = rest.find(({ tag }) => tag === 0xa0);
  const curve = known ?? (named === undefined ? undefined : curveOf(readElements(named.content)[0]));
  if (curve === undefined) throw new DerError("x509: unknown elliptic curve");
  return { kind: "ecdsa", curve, d: bytesToNumber(scalar.content) };
}

function readDsa(bytes: Uint8Array): DsaKey {
  const [, p, q, g, y, x] = readElements(readOne(bytes, TAG.sequence).content);
  return {
    kind: "dsa",
    p: readInteger(p),
    q: readInteger(q),
    g: readInteger(g),
    y: readInteger(y),
    x: readInteger(x),
  };
}

function isOid(element: DerElement | undefined, name: string): boolean {
  return element !== undefined && bytesToNumber(element.whole) === bytesToNumber(oid(name));
}

function curveOf(element: DerElement | undefined): CurveName | undefined {
  const names = Object.keys(CURVES) as CurveName[];
  return names.find((name) => isOid(element, CURVES[name].oid));
}

/** The number that times `value` is 1 modulo `modulus`. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b] = [((value % modulus) + modulus) % modulus, modulus];
  let [x, y] = [1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a % b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}
