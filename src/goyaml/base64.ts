import { bytesToString } from "../util/byte-string.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PADDED = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let out = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const letter = (shift: number): string => ALPHABET.charAt((bits >> shift) & 63);
    out +=
      letter(18) + letter(12) + (b === undefined ? "=" : letter(6)) + (c === undefined ? "=" : letter(0));
  }
  return out;
}

/** The Go string that standard base64 encodes; line breaks in it do not count. Undefined if it is none. */
export function decodeBase64(text: string): string | undefined {
  const digits = text.replace(/[\r\n]/g, "");
  if (!PADDED.test(digits)) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const digit of digits.replace(/=/g, "")) {
    bits = (bits << 6) | ALPHABET.indexOf(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
    bits &= (1 << count) - 1;
  }
  return bytesToString(Uint8Array.from(bytes));
}
