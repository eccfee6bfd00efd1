import { encodeBase64 } from "../../goyaml/base64.ts";
import { bytesToString, stringToBytes } from "../../util/byte-string.ts";
import { CallError } from "../call-error.ts";
import { decodeBase64 } from "../encoding/base64.ts";
import { concatBytes } from "./bytes.ts";
import type { CryptoAdapter } from "./crypto-adapter.ts";

const BLOCK = 16;

/** sprig's encryptAES: AES-256-CBC under the password's first 32 bytes, the vector in front, as base64. */
export function encryptAes(password: string, text: string, iv: Uint8Array, crypto: CryptoAdapter): string {
  if (text === "") return "";
  const plain = stringToBytes(text);
  const padding = BLOCK - (plain.length % BLOCK);
  const padded = concatBytes([plain, new Uint8Array(padding).fill(padding)]);
  return encodeBase64(concatBytes([iv, crypto.aes256Cbc("encrypt", keyOf(password), iv, padded)]));
}

/** sprig's decryptAES, which trusts the last byte to say how much is padding; throws what Go panics with. */
export function decryptAes(password: string, text: string, crypto: CryptoAdapter): string {
  if (text === "") return "";
  const bytes = decodeBase64(text);
  if (bytes.length < BLOCK)
    throw new CallError(
      `runtime error: slice bounds out of range [:${BLOCK}] with capacity ${Math.floor(text.length / 4) * 3}`,
    );
  const encrypted = bytes.subarray(BLOCK);
  if (encrypted.length % BLOCK !== 0) throw new CallError("crypto/cipher: input not full blocks");
  const plain = crypto.aes256Cbc("decrypt", keyOf(password), bytes.subarray(0, BLOCK), encrypted);
  const padding = plain.at(-1);
  if (padding === undefined) throw new CallError("runtime error: index out of range [-1]");
  if (padding > plain.length)
    throw new CallError(`runtime error: slice bounds out of range [:${plain.length - padding}]`);
  return bytesToString(plain.subarray(0, plain.length - padding));
}

function keyOf(password: string): Uint8Array {
  const key = new Uint8Array(32);
  key.set(stringToBytes(password).subarray(0, 32));
  return key;
}
