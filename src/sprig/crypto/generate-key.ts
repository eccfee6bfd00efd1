import type { RandomStream } from "../../sim/random.ts";
import { bytesToNumber, numberToBytes } from "./bytes.ts";
import type { CryptoAdapter } from "./crypto-adapter.ts";
import { inverse } from "./key-encoding.ts";
import { CURVES, type DsaKey, type EcKey, type Ed25519Key, type RsaKey } from "./private-key.ts";
import { randomBytes } from "./random-bytes.ts";

const PUBLIC_EXPONENT = 65_537n;
/** Keys by what their randomness began with: rendering a chart again must not cost the primes again. */
const rsaKeys = new Map<string, RsaKey>();
const MOST_KEYS = 200;

/** The RSA key of so many bits that a stream leads to. */
export function generateRsaKey(bits: number, stream: RandomStream, crypto: CryptoAdapter): RsaKey {
  const fingerprint = `${bits} ${randomBytes(stream, 16).join(" ")}`;
  let key = rsaKeys.get(fingerprint);
  if (key === undefined) {
    key = newRsaKey(bits, stream, crypto);
    if (rsaKeys.size >= MOST_KEYS) rsaKeys.clear();
    rsaKeys.set(fingerprint, key);
  }
  return key;
}

function newRsaKey(bits: number, stream: RandomStream, crypto: CryptoAdapter): RsaKey {
  const suits = (prime: bigint): boolean => (prime - 1n) % PUBLIC_EXPONENT !== 0n;
  const p = randomPrime(bits / 2, stream, crypto, suits);
  const q = randomPrime(bits / 2, stream, crypto, (prime) => prime !== p && suits(prime));
  const d = inverse(PUBLIC_EXPONENT, (p - 1n) * (q - 1n));
  return { kind: "rsa", n: p * q, e: PUBLIC_EXPONENT, d, p, q };
}

export function generateEcKey(stream: RandomStream): EcKey {
  const curve = "P-256";
  return {
    kind: "ecdsa",
    curve,
    d: (bytesToNumber(randomBytes(stream, 48)) % (CURVES[curve].order - 1n)) + 1n,
  };
}

export function generateEd25519Key(stream: RandomStream): Ed25519Key {
  return { kind: "ed25519", seed: randomBytes(stream, 32) };
}

/** 2048 bits over a subgroup of 256 (crypto/dsa, L2048N256). */
export function generateDsaKey(stream: RandomStream, crypto: CryptoAdapter): DsaKey {
  const q = randomPrime(256, stream, crypto, () => true);
  let p: bigint;
  do {
    const candidate = bytesToNumber(randomBytes(stream, 256)) | (1n << 2047n) | 1n;
    p = candidate - (candidate % (2n * q)) + 1n;
  } while (p < 1n << 2047n || hasSmallFactor(p) || !crypto.isProbablePrime(numberToBytes(p)));
  let g = 1n;
  for (let h = 2n; g === 1n; h++) g = power(h, (p - 1n) / q, p);
  const x = (bytesToNumber(randomBytes(stream, 40)) % (q - 1n)) + 1n;
  return { kind: "dsa", p, q, g, x, y: power(g, x, p) };
}

let knownPrimes: readonly number[] | undefined;

/** The odd primes below 2000, found when a key is first made. */
function smallPrimes(): readonly number[] {
  if (knownPrimes !== undefined) return knownPrimes;
  const primes: number[] = [];
  for (let n = 3; n < 2000; n += 2) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  knownPrimes = primes;
  return primes;
}

/**
 * A prime of so many bits, the upper two of them set, so that the product of two has all its bits. Searches upwards from
 * a random number; small divisors are counted along rather than divided by each time.
 */
function randomPrime(
  bits: number,
  stream: RandomStream,
  crypto: CryptoAdapter,
  suits: (prime: bigint) => boolean,
): bigint {
  const primes = smallPrimes();
  for (;;) {
    const start = bytesToNumber(randomBytes(stream, bits / 8)) | (3n << BigInt(bits - 2)) | 1n;
    const remainders = primes.map((prime) => Number(start % BigInt(prime)));
    for (let delta = 0; delta < 20_000; delta += 2) {
      if (remainders.some((remainder, i) => (remainder + delta) % (primes[i] ?? 1) === 0)) continue;
      const candidate = start + BigInt(delta);
      if (candidate >> BigInt(bits) !== 0n) break;
      if (suits(candidate) && crypto.isProbablePrime(numberToBytes(candidate))) return candidate;
    }
  }
}

function hasSmallFactor(value: bigint): boolean {
  return smallPrimes().some((prime) => value % BigInt(prime) === 0n);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
