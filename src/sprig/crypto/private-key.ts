import type { CurveName } from "./crypto-adapter.ts";

export type PrivateKey = RsaKey | EcKey | Ed25519Key | DsaKey;

export interface RsaKey {
  readonly kind: "rsa";
  readonly n: bigint;
  readonly e: bigint;
  readonly d: bigint;
  readonly p: bigint;
  readonly q: bigint;
}

export interface EcKey {
  readonly kind: "ecdsa";
  readonly curve: CurveName;
  readonly d: bigint;
}

export interface Ed25519Key {
  readonly kind: "ed25519";
  readonly seed: Uint8Array;
}

/** Go writes these keys but cannot sign certificates with them. */
export interface DsaKey {
  readonly kind: "dsa";
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
  readonly y: bigint;
  readonly x: bigint;
}

export const CURVES: Readonly<Record<CurveName, { oid: string; bytes: number; order: bigint }>> = {
  "P-224": {
    oid: "1.3.132.0.33",
    bytes: 28,
    order: 0xffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3dn,
  },
  "P-256": {
    oid: "1.2.840.10045.3.1.7",
    bytes: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  "P-384": {
    oid: "1.3.132.0.34",
    bytes: 48,
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  "P-521": {
    oid: "1.3.132.0.35",
    bytes: 66,
    order:
      0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  },
};
