import { bytesToString, isAscii, stringToBytes, unitsToString } from "../util/byte-string.ts";

/**
 * Applies a function that works on bytes, as Go's string indexing does: it sees one character (U+0000 … U+00FF) for
 * each byte. What it returns is read as bytes again.
 */
export function onBytes(text: string, change: (binary: string) => string): string {
  return isAscii(text) ? fromBinary(change(text)) : fromBinary(change(toBinary(text)));
}

/** One character for each byte of a Go string. */
export function toBinary(text: string): string {
  return isAscii(text) ? text : unitsToString(stringToBytes(text));
}

/** The Go string whose bytes are the characters given. */
export function fromBinary(binary: string): string {
  if (isAscii(binary)) return binary;
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytesToString(bytes);
}
