import { bytesToString, isAscii, stringToBytes } from "../util/byte-string.ts";

/**
 * Applies a function that works on bytes, as Go's string indexing does: it sees one character (U+0000 … U+00FF) for
 * each byte. What it returns is read as bytes again.
 */
export function onBytes(text: string, change: (binary: string) => string): string {
  return isAscii(text) ? fromBinary(change(text)) : fromBinary(change(toBinary(text)));
}

/** One character for each byte of a Go string. */
export function toBinary(text: string): string {
  if (isAscii(text)) return text;
  let out = "";
  for (const byte of stringToBytes(text)) out += String.fromCharCode(byte);
  return out;
}

/** The Go string whose bytes are the characters given. */
export function fromBinary(binary: string): string {
  return isAscii(binary) ? binary : bytesToString(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}
