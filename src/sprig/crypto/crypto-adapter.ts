/** The cryptography that the functions need of the machine: computing only, never randomness of its own. */
export interface CryptoAdapter {
  hash(algorithm: HashName, data: Uint8Array): Uint8Array;
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array;
  /** scrypt with N 32768, r 8, p 2. */
  scrypt(password: Uint8Array, salt: Uint8Array, length: number): Uint8Array;
  /** AES-256 in CBC mode without padding; the data are whole blocks. */
  aes256Cbc(direction: "encrypt" | "decrypt", key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array;
  /** Whether a number, big-endian, is prime (for all that is known). */
  isProbablePrime(candidate: Uint8Array): boolean;
  /** RSA PKCS #1 v1.5 over SHA-256; the key as PKCS #1 DER. */
  signRsaSha256(pkcs1: Uint8Array, data: Uint8Array): Uint8Array;
  /** The public key, 32 bytes, of an Ed25519 seed of 32 bytes. */
  ed25519PublicKey(seed: Uint8Array): Uint8Array;
  signEd25519(seed: Uint8Array, data: Uint8Array): Uint8Array;
  /** `scalar` times the base point of a curve, as an uncompressed point. */
  ellipticPoint(curve: CurveName, scalar: Uint8Array): Uint8Array;
}

export type HashName = "sha1" | "sha256" | "sha384" | "sha512";
export type CurveName = "P-224" | "P-256" | "P-384" | "P-521";
