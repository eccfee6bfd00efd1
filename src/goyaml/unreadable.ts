import { isRawByte, stringToBytes } from "../util/byte-string.ts";
import { LineTable } from "./line-table.ts";
import { YamlError } from "./yaml-error.ts";

/** A character that YAML does not allow, or a byte that is no UTF-8. */
export interface Unreadable {
  /** From this offset on, nothing of the source can be read: go-yaml decodes whole blocks before it looks at them. */
  readonly from: number;
  readonly error: YamlError;
}

const NOT_ALLOWED = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Bytes that go-yaml's readerc.go decodes at a time. */
const BLOCK = 512;

/** The first character of a source that go-yaml cannot read. */
export function findUnreadable(source: string): Unreadable | undefined {
  const offset = source.search(NOT_ALLOWED);
  if (offset < 0) return undefined;
  const { line, column } = new LineTable(source).position(offset);
  const message = `yaml: ${isRawByte(source.charCodeAt(offset)) ? encodingProblem(source.slice(offset, offset + 4)) : "control characters are not allowed"}`;
  return { from: blockStart(source, offset), error: new YamlError("yaml-unreadable", message, line, column) };
}

function encodingProblem(text: string): string {
  const bytes = stringToBytes(text);
  const lead = bytes[0] ?? 0;
  const width = lead >> 5 === 6 ? 2 : lead >> 4 === 14 ? 3 : lead >> 3 === 30 ? 4 : 0;
  if (width === 0) return "invalid leading UTF-8 octet";
  if (width > bytes.length) return "incomplete UTF-8 octet sequence";
  if (bytes.subarray(1, width).some((byte) => byte >> 6 !== 2)) return "invalid trailing UTF-8 octet";
  const overlong =
    lead < 0xc2 || (lead === 0xe0 && (bytes[1] ?? 0) < 0xa0) || (lead === 0xf0 && (bytes[1] ?? 0) < 0x90);
  return overlong ? "invalid length of a UTF-8 sequence" : "invalid Unicode character";
}

/** Where the block begins that an offset is in; a character that does not fit into a block begins the next. */
function blockStart(source: string, offset: number): number {
  let start = 0;
  let bytes = 0;
  for (let at = 0; at <= offset; ) {
    const size = at === offset ? badSize(source.charCodeAt(at)) : byteSize(source, at);
    if (bytes + size > BLOCK) {
      start = at;
      bytes = 0;
    }
    bytes += size;
    at += size === 4 ? 2 : 1;
  }
  return start;
}

function byteSize(source: string, at: number): number {
  const code = source.codePointAt(at) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

function badSize(code: number): number {
  return code < 0x80 || isRawByte(code) ? 1 : code < 0x800 ? 2 : 3;
}
