import { CallError } from "../call-error.ts";
import { bytesToNumber, concatBytes, numberToBytes } from "./bytes.ts";
import type { CryptoAdapter, HashName } from "./crypto-adapter.ts";
import { der, integer, oid, sequence, TAG } from "./der.ts";
import { inverse, rsaDer } from "./key-encoding.ts";
import { CURVES, type EcKey, type PrivateKey } from "./private-key.ts";

/** A signature and the AlgorithmIdentifier that says how it was made. */
export interface Signature {
  readonly algorithm: Uint8Array;
  readonly bytes: Uint8Array;
}

const ECDSA: Readonly<Record<string, { hash: HashName; oid: string }>> = {
  "P-224": { hash: "sha256", oid: "1.2.840.10045.4.3.2" },
  "P-256": { hash: "sha256", oid: "1.2.840.10045.4.3.2" },
  "P-384": { hash: "sha384", oid: "1.2.840.10045.4.3.3" },
  "P-521": { hash: "sha512", oid: "1.2.840.10045.4.3.4" },
};

/** The algorithm that crypto/x509 picks for a kind of key. */
export function signatureAlgorithm(key: PrivateKey): Uint8Array {
  if (key.kind === "rsa") return sequence(oid("1.2.840.113549.1.1.11"), der(TAG.null));
  if (key.kind === "ed25519") return sequence(oid("1.3.101.112"));
  if (key.kind === "ecdsa") return sequence(oid(ECDSA[key.curve]?.oid ?? ""));
  throw new CallError("x509: certificate private key does not implement crypto.Signer");
}

export function sign(key: PrivateKey, data: Uint8Array, crypto: CryptoAdapter): Signature {
  const algorithm = signatureAlgorithm(key);
  if (key.kind === "rsa") return { algorithm, bytes: crypto.signRsaSha256(rsaDer(key), data) };
  if (key.kind === "ed25519") return { algorithm, bytes: crypto.signEd25519(key.seed, data) };
  if (key.kind === "ecdsa") return { algorithm, bytes: signEcdsa(key, data, crypto) };
  throw new CallError("x509: certificate private key does not implement crypto.Signer");
}

/**
 * ECDSA with a nonce that depends on the key and the data alone, so that the same certificate gets the same signature
 * each time.
 */
function signEcdsa({ curve, d }: EcKey, data: Uint8Array, crypto: CryptoAdapter): Uint8Array {
  const { order, bytes } = CURVES[curve];
  const digest = crypto.hash(ECDSA[curve]?.hash ?? "sha256", data);
  const z = bytesToNumber(digest.subarray(0, bytes));
  const k = nonce(numberToBytes(d, bytes), digest, order, crypto);
  const point = crypto.ellipticPoint(curve, numberToBytes(k, bytes));
  const r = bytesToNumber(point.subarray(1, 1 + bytes)) % order;
  const s = (inverse(k, order) * (z + r * d)) % order;
  return sequence(integer(r), integer(s));
}

/** A number from 1 to order - 1; the extra 128 bits leave no bias. */
function nonce(key: Uint8Array, digest: Uint8Array, order: bigint, crypto: CryptoAdapter): bigint {
  const parts = [0, 1, 2].map((i) => crypto.hmacSha256(key, concatBytes([Uint8Array.of(i), digest])));
  return (bytesToNumber(concatBytes(parts)) % (order - 1n)) + 1n;
}
