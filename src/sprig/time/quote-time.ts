import { stringToBytes } from "../../util/byte-string.ts";

/** How package time quotes what it cannot parse: bytes outside printable ASCII as `\xNN`. */
export function quoteTime(text: string): string {
  let out = '"';
  for (const byte of stringToBytes(text)) {
    const char = String.fromCharCode(byte);
    if (byte < 0x20 || byte >= 0x80) out += `\\x${byte.toString(16).padStart(2, "0")}`;
    else out += char === '"' || char === "\\" ? `\\${char}` : char;
  }
  return `${out}"`;
}
