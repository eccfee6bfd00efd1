import { bytesToNumber, concatBytes, numberToBytes } from "./bytes.ts";

/** DER, the encoding of certificates and keys: what encoding/asn1 of Go writes and reads of it. */

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One element: tag, length, content. */
export function der(tag: number, ...content: Uint8Array[]): Uint8Array {
  const body = concatBytes(content);
  return concatBytes([Uint8Array.of(tag), lengthBytes(body.length), body]);
}

export const sequence = (...content: Uint8Array[]): Uint8Array => der(TAG.sequence, ...content);
export const octetString = (content: Uint8Array): Uint8Array => der(TAG.octetString, content);
export const bitString = (content: Uint8Array, unused = 0): Uint8Array =>
  der(TAG.bitString, Uint8Array.of(unused), content);

/** A number that is not negative. */
export function integer(value: bigint): Uint8Array {
  const bytes = numberToBytes(value);
  return der(TAG.integer, (bytes[0] ?? 0) >= 0x80 ? concatBytes([Uint8Array.of(0), bytes]) : bytes);
}

/** An object identifier such as `2.5.29.15`. */
export function oid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return der(TAG.oid, Uint8Array.from(bytes));
}

function lengthBytes(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256);
  return Uint8Array.of(0x80 | bytes.length, ...bytes);
}

/** An element that was read: its tag, its content, and all of it as it stands. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

/** Thrown for what is no DER or not of the form expected. */
export class DerError extends Error {}

const TRUNCATED = "asn1: syntax error: sequence truncated";
const MISMATCH = "asn1: structure error: tags don't match";

/** The elements one after the other. */
export function readElements(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? Number.NaN;
    let start = at + 2;
    if (length >= 0x80) {
      const size = length & 0x7f;
      start += size;
      length = bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
      if (size === 0 || size > 4) throw new DerError("asn1: syntax error: length too large");
    }
    if (!(start <= bytes.length)) throw new DerError("asn1: syntax error: truncated tag or length");
    const end = start + length;
    if (!(end <= bytes.length)) throw new DerError("asn1: syntax error: data truncated");
    elements.push({ tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) });
    at = end;
  }
  return elements;
}

/** The one element that the bytes are, which must have this tag. */
export function readOne(bytes: Uint8Array, tag: number): DerElement {
  const [element, extra] = readElements(bytes);
  if (element === undefined) throw new DerError(TRUNCATED);
  if (element.tag !== tag) throw new DerError(MISMATCH);
  if (extra !== undefined) throw new DerError("asn1: syntax error: trailing data");
  return element;
}

export function readInteger(element: DerElement | undefined): bigint {
  if (element?.tag !== TAG.integer) throw new DerError(element === undefined ? TRUNCATED : MISMATCH);
  return bytesToNumber(element.content);
}
