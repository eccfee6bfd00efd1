import { CallError } from "../call-error.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Standard base32 with padding. */
export function encodeBase32(bytes: Uint8Array): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  let out = "";
  for (let i = 0; i < bits.length; i += 5)
    out += ALPHABET[Number.parseInt(bits.slice(i, i + 5).padEnd(5, "0"), 2)];
  return out.padEnd(Math.ceil(out.length / 8) * 8, "=");
}

/**
 * Go's base32.StdEncoding: line ends are dropped first, padding is required. `text` is bytes as characters. Throws with
 * the position where Go sees the fault.
 */
export function decodeBase32(text: string): Uint8Array {
  const source = text.replace(/[\r\n]/g, "");
  let bits = "";
  let inGroup = 0;
  for (let at = 0; at < source.length; at++) {
    const char = source[at] ?? "";
    const left = source.length - at - 1;
    if (char === "=" && inGroup >= 2 && left < 8) {
      checkPadding(source, at, inGroup);
      inGroup = 0;
      break;
    }
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) throw corrupt(at);
    bits += digit.toString(2).padStart(5, "0");
    inGroup = (inGroup + 1) % 8;
  }
  if (inGroup !== 0) throw corrupt(source.length - inGroup);
  return Uint8Array.from({ length: Math.floor(bits.length / 8) }, (_, i) =>
    Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2),
  );
}

/** `at` is the first `=`, after `digits` digits of its group of eight. */
function checkPadding(source: string, at: number, digits: number): void {
  const left = source.length - at - 1;
  if (left + digits < 7) throw corrupt(source.length);
  for (let k = 0; k < 7 - digits; k++) {
    if (left > k && source[at + 1 + k] !== "=") throw corrupt(at + k);
  }
  if (digits === 3 || digits === 6) throw corrupt(at);
}

function corrupt(at: number): CallError {
  return new CallError(`illegal base32 data at input byte ${at}`);
}
