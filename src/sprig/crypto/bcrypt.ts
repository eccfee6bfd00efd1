import { encryptBlock, expandKey, initialState } from "./blowfish.ts";
import { concatBytes } from "./bytes.ts";

const ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** What bcrypt encrypts 64 times: "OrpheanBeholderScryDoubt". */
const MAGIC = [0x4f727068, 0x65616e42, 0x65686f6c, 0x64657253, 0x63727944, 0x6f756274];

/** The hash of a password of at most 72 bytes with a salt of 16, in 2^cost rounds (golang.org/x/crypto/bcrypt). */
export function bcryptHash(password: Uint8Array, salt: Uint8Array, cost: number): string {
  const key = concatBytes([password, Uint8Array.of(0)]);
  const state = initialState();
  expandKey(state, key, toWords(salt));
  for (let round = 0; round < 2 ** cost; round++) {
    expandKey(state, key);
    expandKey(state, salt);
  }
  const words = Int32Array.from(MAGIC);
  for (let i = 0; i < 64; i++) for (let at = 0; at < words.length; at += 2) encryptBlock(state, words, at);
  return `$2a$${String(cost).padStart(2, "0")}$${encode(salt)}${encode(toBytes(words).subarray(0, 23))}`;
}

function toWords(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Int32Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(i * 4));
}

function toBytes(words: Int32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, i) => {
    view.setInt32(i * 4, word);
  });
  return new Uint8Array(view.buffer);
}

/** Base64 with bcrypt's own alphabet and without padding. */
function encode(bytes: Uint8Array): string {
  let out = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const bits = (a << 16) | (b << 8) | c;
    const count = Math.min(bytes.length - i, 3) + 1;
    for (let j = 0; j < count; j++) out += ALPHABET[(bits >> (18 - 6 * j)) & 63];
  }
  return out;
}
