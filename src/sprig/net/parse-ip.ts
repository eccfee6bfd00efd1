import { quote } from "../../gotemplate/text/quote.ts";
import { CallError } from "../call-error.ts";

/** An address as bytes, four or sixteen, and the zone of an IPv6 one ("" for none). */
export interface Address {
  readonly bytes: Uint8Array;
  readonly zone: string;
}

/** Go's netip.ParseAddr; throws with its words. */
export function parseAddress(text: string): Address {
  const fail = (message: string, at = ""): CallError =>
    new CallError(`ParseAddr(${quote(text)}): ${message}${at && ` (at ${quote(at)})`}`);
  const kind = /[.:%]/.exec(text)?.[0];
  if (kind === ".") return { bytes: parseIPv4(text, fail), zone: "" };
  if (kind === ":") return parseIPv6(text, fail);
  throw fail(kind === "%" ? "missing IPv6 address" : "unable to parse IP");
}

type Fail = (message: string, at?: string) => CallError;

function parseIPv4(text: string, fail: Fail): Uint8Array {
  const fields: number[] = [];
  let value = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? "";
    if (/[0-9]/.test(char)) {
      if (digits === 1 && value === 0) throw fail("IPv4 field has octet with leading zero");
      value = value * 10 + Number(char);
      digits++;
      if (value > 255) throw fail("IPv4 field has value >255");
    } else if (char === ".") {
      if (i === 0 || i === text.length - 1 || text[i - 1] === ".")
        throw fail("IPv4 field must have at least one digit", text.slice(i));
      if (fields.length === 3) throw fail("IPv4 address too long");
      fields.push(value);
      value = 0;
      digits = 0;
    } else {
      throw fail("unexpected character", text.slice(i));
    }
  }
  if (fields.length < 3) throw fail("IPv4 address too short");
  return Uint8Array.from([...fields, value]);
}

function parseIPv6(text: string, fail: Fail): Address {
  const percent = text.indexOf("%");
  const zone = percent < 0 ? "" : text.slice(percent + 1);
  if (percent >= 0 && zone === "") throw fail("zone must be a non-empty string");
  let rest = percent < 0 ? text : text.slice(0, percent);
  const bytes: number[] = [];
  let ellipsis = -1;
  if (rest.startsWith("::")) {
    ellipsis = 0;
    rest = rest.slice(2);
    if (rest === "") return { bytes: new Uint8Array(16), zone };
  }
  while (bytes.length < 16) {
    const digits = /^[0-9a-fA-F]*/.exec(rest)?.[0] ?? "";
    if (digits.length > 4) throw fail("each group must have 4 or less digits", rest);
    if (digits === "") throw fail("each colon-separated field must have at least one digit", rest);
    if (rest[digits.length] === ".") {
      bytes.push(...embeddedIPv4(rest, bytes.length, ellipsis, fail));
      rest = "";
      break;
    }
    const value = Number.parseInt(digits, 16);
    bytes.push(value >> 8, value & 255);
    rest = rest.slice(digits.length);
    if (rest === "") break;
    if (rest[0] !== ":") throw fail("unexpected character, want colon", rest);
    if (rest.length === 1) throw fail("colon must be followed by more characters", rest);
    rest = rest.slice(1);
    if (rest[0] === ":") {
      if (ellipsis >= 0) throw fail("multiple :: in address", rest);
      ellipsis = bytes.length;
      rest = rest.slice(1);
      if (rest === "") break;
    }
  }
  if (rest !== "") throw fail("trailing garbage after address", rest);
  if (bytes.length < 16 && ellipsis < 0) throw fail("address string too short");
  if (bytes.length === 16 && ellipsis >= 0) throw fail("the :: must expand to at least one field of zeros");
  if (ellipsis >= 0) bytes.splice(ellipsis, 0, ...Array<number>(16 - bytes.length).fill(0));
  return { bytes: Uint8Array.from(bytes), zone };
}

/** The last four bytes written as an IPv4 address. */
function embeddedIPv4(rest: string, have: number, ellipsis: number, fail: Fail): Uint8Array {
  if (ellipsis < 0 && have !== 12)
    throw fail("embedded IPv4 address must replace the final 2 fields of the address", rest);
  if (have + 4 > 16)
    throw fail("too many hex fields to fit an embedded IPv4 at the end of the address", rest);
  return parseIPv4(rest, fail);
}
