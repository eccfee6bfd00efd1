/**
 * Go strings hold bytes, JS strings UTF-16. Text is the same in both; a byte that is not part of valid UTF-8 (what is
 * left of `é` after `trunc 1`, `b64dec` of an image) is kept as the lone surrogate U+DC00 + byte, so U+DC80 … U+DCFF.
 * No valid text has such a unit, and turning a string to bytes and back is the identity on bytes.
 */

const ASCII = /^[\0-\x7f]*$/;
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Units put into a string by one call: an engine takes only so many arguments. */
const CHUNK = 8192;

/** Whether byte positions and positions in the JS string are the same. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

/** Whether a UTF-16 unit stands for a byte outside valid UTF-8. */
export function isRawByte(unit: number): boolean {
  return unit >= 0xdc80 && unit <= 0xdcff;
}

/** The bytes of a Go string. */
export function stringToBytes(text: string): Uint8Array {
  if (!LONE_SURROGATE.test(text)) return encoder.encode(text);
  const out = new Uint8Array(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at);
    const end = isRawByte(unit) ? at + 1 : endOfText(text, at);
    if (isRawByte(unit)) out[length++] = unit & 0xff;
    else length += encoder.encodeInto(text.slice(at, end), out.subarray(length)).written;
    at = end;
  }
  return out.slice(0, length);
}

/** The Go string that holds these bytes. */
export function bytesToString(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    const units = new Uint16Array(bytes.length);
    let length = 0;
    for (let at = 0; at < bytes.length; ) {
      const size = sequenceLength(bytes, at);
      const code = size === 0 ? 0xdc00 + (bytes[at] ?? 0) : codePoint(bytes, at, size);
      if (code > 0xffff) units[length++] = 0xd7c0 + (code >> 10);
      units[length++] = code > 0xffff ? 0xdc00 + (code & 0x3ff) : code;
      at += size || 1;
    }
    return unitsToString(units.subarray(0, length));
  }
}

/** The JS string of these UTF-16 units. */
export function unitsToString(units: Uint8Array | Uint16Array): string {
  const parts: string[] = [];
  for (let at = 0; at < units.length; at += CHUNK)
    parts.push(Reflect.apply(String.fromCharCode, undefined, units.subarray(at, at + CHUNK)));
  return parts.join("");
}

/** `len` of a Go string. */
export function byteLength(text: string): number {
  return isAscii(text) ? text.length : stringToBytes(text).length;
}

/** Go's `text[start:end]` in bytes; the caller has checked the bounds. */
export function sliceBytes(text: string, start: number, end?: number): string {
  return isAscii(text) ? text.slice(start, end) : bytesToString(stringToBytes(text).subarray(start, end));
}

/** Where the text ends that begins at a position: at the next raw byte. */
function endOfText(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isRawByte(text.charCodeAt(end))) {
    const isPair = (text.codePointAt(end) ?? 0) > 0xffff;
    end += isPair ? 2 : 1;
  }
  return end;
}

/** The code point that a valid sequence of UTF-8 stands for. */
function codePoint(bytes: Uint8Array, at: number, size: number): number {
  const lead = bytes[at] ?? 0;
  let code = size === 1 ? lead : lead & (0x7f >> size);
  for (let i = 1; i < size; i++) code = (code << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return code;
}

/** The length of the valid UTF-8 sequence at a position, 0 where there is none (utf8.DecodeRune's rules). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const size =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (size === 0 || at + size > bytes.length) return 0;
  const second = bytes[at + 1] ?? 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i < size; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return size;
}
