/** Blowfish as bcrypt uses it; its tables begin as the digits of pi. */

const ROUNDS = 16;
const SUBKEYS = ROUNDS + 2;
const BOX = 256;
const WORDS = SUBKEYS + 4 * BOX;

/** The 18 subkeys, then the four substitution boxes, all in one array. */
export type BlowfishState = Int32Array;

/** A fresh copy of the tables before any key. */
export function initialState(): BlowfishState {
  piWords ??= fractionOfPi();
  return piWords.slice();
}

/** Mixes a key into the tables, and a salt of four words into what becomes of them (none: zeros). */
export function expandKey(state: BlowfishState, key: Uint8Array, salt?: Int32Array): void {
  let at = 0;
  for (let i = 0; i < SUBKEYS; i++) {
    let word = 0;
    for (let j = 0; j < 4; j++) {
      word = (word << 8) | (key[at] ?? 0);
      at = (at + 1) % key.length;
    }
    state[i] = (state[i] ?? 0) ^ word;
  }
  const block = new Int32Array(2);
  for (let i = 0; i < WORDS; i += 2) {
    if (salt !== undefined) {
      block[0] = (block[0] ?? 0) ^ (salt[i % 4] ?? 0);
      block[1] = (block[1] ?? 0) ^ (salt[(i + 1) % 4] ?? 0);
    }
    encryptBlock(state, block, 0);
    state[i] = block[0] ?? 0;
    state[i + 1] = block[1] ?? 0;
  }
}

/** Encrypts two words of an array in place. */
export function encryptBlock(state: BlowfishState, words: Int32Array, at: number): void {
  let left = (words[at] as number) ^ (state[0] as number);
  let right = words[at + 1] as number;
  for (let i = 1; i <= ROUNDS; i += 2) {
    right ^= mix(state, left) ^ (state[i] as number);
    left ^= mix(state, right) ^ (state[i + 1] as number);
  }
  words[at] = right ^ (state[SUBKEYS - 1] as number);
  words[at + 1] = left;
}

function mix(state: BlowfishState, word: number): number {
  const a = state[SUBKEYS + (word >>> 24)] as number;
  const b = state[SUBKEYS + BOX + ((word >>> 16) & 255)] as number;
  const c = state[SUBKEYS + 2 * BOX + ((word >>> 8) & 255)] as number;
  const d = state[SUBKEYS + 3 * BOX + (word & 255)] as number;
  return ((((a + b) | 0) ^ c) + d) | 0;
}

let piWords: Int32Array | undefined;

/** The binary digits of pi behind the point, by Machin's formula. */
function fractionOfPi(): Int32Array {
  const guard = 64n;
  const bits = BigInt(WORDS * 32);
  const one = 1n << (bits + guard);
  const pi = 16n * arctangentOfInverse(5n, one) - 4n * arctangentOfInverse(239n, one);
  const hex = ((pi - 3n * one) >> guard).toString(16).padStart(WORDS * 8, "0");
  return Int32Array.from({ length: WORDS }, (_, i) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16) | 0);
}

function arctangentOfInverse(x: bigint, one: bigint): bigint {
  let power = one / x;
  let sum = 0n;
  for (let n = 1n; power !== 0n; n += 4n) {
    sum += power / n;
    power /= x * x;
    sum -= power / (n + 2n);
    power /= x * x;
  }
  return sum;
}
