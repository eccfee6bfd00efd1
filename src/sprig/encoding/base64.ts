import { CallError } from "../call-error.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Go's base64.StdEncoding: line ends are skipped, padding is required, bits left over do not matter. `text` is bytes as
 * characters. Throws with the position where Go sees the fault.
 */
export function decodeBase64(text: string): Uint8Array {
  const out: number[] = [];
  let at = 0;
  const skipLineEnds = (): void => {
    while (text[at] === "\n" || text[at] === "\r") at++;
  };
  let digits: number[] = [];
  for (skipLineEnds(); at < text.length; skipLineEnds()) {
    const char = text[at] ?? "";
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) {
      if (char !== "=" || digits.length < 2) throw corrupt(at);
      at++;
      if (digits.length === 2) {
        skipLineEnds();
        if (at === text.length) throw corrupt(at);
        if (text[at] !== "=") throw corrupt(at - 1);
        at++;
      }
      skipLineEnds();
      if (at < text.length) throw corrupt(at);
      break;
    }
    at++;
    digits.push(digit);
    if (digits.length === 4) {
      out.push(...bytesOf(digits));
      digits = [];
    }
  }
  if (digits.length > 0 && !text.includes("=")) throw corrupt(text.length - digits.length);
  out.push(...bytesOf(digits));
  return Uint8Array.from(out);
}

function bytesOf(digits: readonly number[]): number[] {
  const bits = digits.reduce((sum, digit, i) => sum | (digit << (18 - 6 * i)), 0);
  return [bits >> 16, (bits >> 8) & 255, bits & 255].slice(0, Math.max(digits.length - 1, 0));
}

function corrupt(at: number): CallError {
  return new CallError(`illegal base64 data at input byte ${at}`);
}
