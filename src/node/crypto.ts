import type * as nodeCrypto from "node:crypto";
import type { CryptoAdapter, CurveName } from "../sprig/crypto/crypto-adapter.ts";
import { sha256 } from "../sprig/crypto/sha256.ts";

const CURVES: Readonly<Record<CurveName, string>> = {
  "P-224": "secp224r1",
  "P-256": "prime256v1",
  "P-384": "secp384r1",
  "P-521": "secp521r1",
};
/** What comes before the seed of an Ed25519 key in PKCS #8. */
const ED25519_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** Up to so many bytes a hash of our own is quicker than to load Node's crypto module. */
const SHORT = 1 << 13;

/** Node's crypto module, loaded at its first use: most charts need a checksum at most, many nothing. */
let loaded: typeof nodeCrypto | undefined;
function crypto(): typeof nodeCrypto {
  loaded ??= process.getBuiltinModule("node:crypto");
  return loaded;
}

/** The functions' cryptography by node:crypto. */
export const nodeCryptoAdapter: CryptoAdapter = {
  hash: (algorithm, data) =>
    algorithm === "sha256" && data.length <= SHORT
      ? sha256(data)
      : crypto().createHash(algorithm).update(data).digest(),
  hmacSha256: (key, data) => crypto().createHmac("sha256", key).update(data).digest(),
  scrypt: (password, salt, length) =>
    crypto().scryptSync(password, salt, length, { N: 32_768, r: 8, p: 2, maxmem: 2 ** 27 }),
  aes256Cbc(direction, key, iv, data) {
    const cipher =
      direction === "encrypt"
        ? crypto().createCipheriv("aes-256-cbc", key, iv)
        : crypto().createDecipheriv("aes-256-cbc", key, iv);
    cipher.setAutoPadding(false);
    return Buffer.concat([cipher.update(data), cipher.final()]);
  },
  // Ten rounds leave less than one chance in a million for a number that is none.
  isProbablePrime: (candidate) => crypto().checkPrimeSync(candidate, { checks: 10 }),
  signRsaSha256: (pkcs1, data) =>
    crypto().sign(
      "sha256",
      data,
      crypto().createPrivateKey({ key: Buffer.from(pkcs1), format: "der", type: "pkcs1" }),
    ),
  ed25519PublicKey: (seed) =>
    crypto().createPublicKey(ed25519Key(seed)).export({ format: "der", type: "spki" }).subarray(-32),
  signEd25519: (seed, data) => crypto().sign(null, data, ed25519Key(seed)),
  ellipticPoint(curve, scalar) {
    const point = crypto().createECDH(CURVES[curve]);
    point.setPrivateKey(scalar);
    return point.getPublicKey();
  },
};

function ed25519Key(seed: Uint8Array): nodeCrypto.KeyObject {
  return crypto().createPrivateKey({
    key: Buffer.concat([ED25519_PREFIX, seed]),
    format: "der",
    type: "pkcs8",
  });
}
