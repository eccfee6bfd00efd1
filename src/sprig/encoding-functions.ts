import { encodeBase64 } from "../goyaml/base64.ts";
import { bytesToString, stringToBytes } from "../util/byte-string.ts";
import { toBinary } from "./binary.ts";
import { CallError } from "./call-error.ts";
import type { CryptoAdapter, HashName } from "./crypto/crypto-adapter.ts";
import { adler32 } from "./encoding/adler32.ts";
import { decodeBase32, encodeBase32 } from "./encoding/base32.ts";
import { decodeBase64 } from "./encoding/base64.ts";
import { toHex } from "./encoding/hex.ts";
import { type FunctionTable, goFunc } from "./go-func.ts";

/** sprig's encodings (strings.go) and checksums (crypto.go). What cannot be decoded gives the error's text. */
export function encodingFunctions(crypto: CryptoAdapter): FunctionTable {
  const checksum = (algorithm: HashName) =>
    goFunc(["string"], (text) => toHex(crypto.hash(algorithm, stringToBytes(text))));
  return {
    b64enc: goFunc(["string"], (text) => encodeBase64(stringToBytes(text))),
    b64dec: goFunc(["string"], (text) => decoded(decodeBase64, text)),
    b32enc: goFunc(["string"], (text) => encodeBase32(stringToBytes(text))),
    b32dec: goFunc(["string"], (text) => decoded(decodeBase32, text)),
    sha1sum: checksum("sha1"),
    sha256sum: checksum("sha256"),
    sha512sum: checksum("sha512"),
    adler32sum: goFunc(["string"], (text) => String(adler32(stringToBytes(text)))),
  };
}

function decoded(decode: (binary: string) => Uint8Array, text: string): string {
  try {
    return bytesToString(decode(toBinary(text)));
  } catch (error) {
    if (error instanceof CallError) return error.message;
    throw error;
  }
}
