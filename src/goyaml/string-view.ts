import { stringToBytes } from "../util/byte-string.ts";
import { encodeBase64 } from "./base64.ts";
import type { Generation } from "./key-order.ts";
import { resolvePlain } from "./resolve-scalar.ts";
import type { ScalarView } from "./write-yaml.ts";

/** Not read as a number by go-yaml, but by older readers of YAML. */
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** The third generation reads `0o` with a signed number behind it as one. */
const SIGNED_OCTAL = /^-?0o[-+][0-7]+$/;

/** See util/byte-string.ts: a byte outside valid UTF-8. */
const RAW_BYTE = /[\ud800-\udfff]/u;

const BASE64_LINE = 70;

/** How a string asks to be written: plain if it is read back as a string. */
export function stringView(text: string, generation: Generation): ScalarView {
  if (RAW_BYTE.test(text)) return binaryView(text);
  const style = text.includes("\n") ? "literal" : isString(text, generation) ? "plain" : "double-quoted";
  return { kind: "scalar", text, style, tag: "" };
}

function isString(text: string, generation: Generation): boolean {
  if (resolvePlain(text).kind !== "str" || BASE_60.test(text)) return false;
  return generation === 2 || !SIGNED_OCTAL.test(text);
}

/** A string that is no UTF-8, as base64 in lines. */
function binaryView(text: string): ScalarView {
  const encoded = encodeBase64(stringToBytes(text));
  const lines = encoded.match(new RegExp(`.{1,${BASE64_LINE}}`, "g")) ?? [];
  const wrapped = lines.length > 1 ? lines.map((line) => `${line}\n`).join("") : encoded;
  return { kind: "scalar", text: wrapped, style: lines.length > 1 ? "literal" : "plain", tag: "!!binary" };
}
