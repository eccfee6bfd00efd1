import { isRawByte, stringToBytes } from "../../util/byte-string.ts";
import { isPrint } from "../text/is-print.ts";

const HTML: Readonly<Record<string, string>> = {
  "\0": "\ufffd",
  '"': "&#34;",
  "'": "&#39;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};
const JS: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  '"': '\\"',
  "<": "\\u003C",
  ">": "\\u003E",
  "&": "\\u0026",
  "=": "\\u003D",
};

export function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (char) => HTML[char] ?? char);
}

/** Escapes for a JavaScript string literal. */
export function escapeJs(text: string): string {
  let out = "";
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const isPlain = code >= 0x20 && code < 0x7f;
    if (isPlain || code === 0x7f) out += JS[char] ?? char;
    else if (isRawByte(code) || (code >= 0x80 && isPrint(code))) out += char;
    else out += `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;
  }
  return out;
}

/** net/url's QueryEscape: a blank becomes `+`. */
export function escapeQuery(text: string): string {
  if (/^[A-Za-z0-9_.~-]*$/.test(text)) return text;
  return Array.from(stringToBytes(text), (byte) => {
    const char = String.fromCharCode(byte);
    if (/[A-Za-z0-9_.~-]/.test(char)) return char;
    return char === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}
