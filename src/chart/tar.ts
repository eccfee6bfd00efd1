import { bytesToString } from "../util/byte-string.ts";

export interface TarEntry {
  readonly name: string;
  /** The type flag: "0" a file, "5" a folder, "2" a symbolic link … */
  readonly type: string;
  readonly data: Uint8Array;
}

const BLOCK = 512;

/**
 * The entries of a tar archive: ustar, and the long names of pax and GNU tar. Extension headers are applied, not given
 * out. Throws an Error for an archive that is cut short or has a bad checksum.
 */
export function* readTar(archive: Uint8Array): Generator<TarEntry> {
  let pax = new Map<string, string>();
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    if (!hasValidChecksum(header)) throw new Error("archive/tar: invalid tar header");
    const type = String.fromCharCode(header[156] ?? 0);
    const size = Number(pax.get("size") ?? numberField(header, 124, 12));
    const start = at + BLOCK;
    if (!Number.isSafeInteger(size) || size < 0 || start + size > archive.length)
      throw new Error("unexpected EOF");
    const data = archive.subarray(start, start + size);
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    if (type === "x") pax = paxRecords(data);
    else if (type === "L") longName = textField(data, 0, data.length);
    else if (type !== "K" && type !== "g") {
      yield {
        name: pax.get("path") ?? longName ?? ustarName(header),
        type: type === "\0" ? "0" : type,
        data,
      };
      pax = new Map();
      longName = undefined;
    }
  }
}

function ustarName(header: Uint8Array): string {
  const name = textField(header, 0, 100);
  const isUstar = textField(header, 257, 5) === "ustar" && header[262] === 0;
  const prefix = isUstar ? textField(header, 345, 155) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

function textField(bytes: Uint8Array, at: number, length: number): string {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  return bytesToString(end < 0 ? field : field.subarray(0, end));
}

/** Octal digits, or base 256 where the first bit is set (GNU). */
function numberField(header: Uint8Array, at: number, length: number): number {
  if (((header[at] ?? 0) & 0x80) === 0)
    return Number.parseInt(textField(header, at, length).trim() || "0", 8);
  let value = (header[at] ?? 0) & 0x7f;
  for (const byte of header.subarray(at + 1, at + length)) value = value * 256 + byte;
  return value;
}

/** The sum of the header's bytes, its own field counted as blanks; old writers summed signed bytes. */
function hasValidChecksum(header: Uint8Array): boolean {
  let unsigned = 0;
  let high = 0;
  for (let i = 0; i < BLOCK; i++) {
    const byte = i >= 148 && i < 156 ? 0x20 : (header[i] ?? 0);
    unsigned += byte;
    high += byte >> 7;
  }
  const wanted = numberField(header, 148, 8);
  return wanted === unsigned || wanted === unsigned - 256 * high;
}

/** Records `LENGTH KEY=VALUE\n`, the length in bytes and counting itself. */
function paxRecords(data: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(0x20, at);
    const length = Number(bytesToString(data.subarray(at, Math.max(at, space))));
    if (space < 0 || !Number.isSafeInteger(length) || length <= space - at) break;
    const record = bytesToString(data.subarray(space + 1, at + length - 1));
    const equals = record.indexOf("=");
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}
