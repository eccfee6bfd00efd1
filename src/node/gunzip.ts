import { tooLarge } from "../chart/read-archive.ts";
import { errorCode } from "./error-code.ts";

/** Bytes; zlib makes its output in pieces between these sizes. */
const [MIN_PIECE, MAX_PIECE] = [1 << 14, 1 << 24];

/** Inflates a gzip file. Throws an Error with Go's words where it is none, or where it holds more than `limit` bytes. */
export function gunzip(data: Uint8Array, limit: number): Uint8Array {
  if (data.length < 10) throw new Error("unexpected EOF");
  if (data[0] !== 0x1f || data[1] !== 0x8b) throw new Error("gzip: invalid header");
  try {
    // Loaded only where there is something to inflate: it costs as much as a small chart.
    return process.getBuiltinModule("node:zlib").gunzipSync(data, {
      maxOutputLength: limit,
      chunkSize: Math.min(Math.max(statedSize(data) + 1, MIN_PIECE), MAX_PIECE),
    });
  } catch (error) {
    const code = errorCode(error);
    if (code === "ERR_BUFFER_TOO_LARGE") throw new Error(tooLarge, { cause: error });
    throw new Error(code === "Z_BUF_ERROR" ? "unexpected EOF" : "gzip: invalid checksum", { cause: error });
  }
}

/** How long a gzip file says its content is, in its last bytes: made in one piece, it need not be put together. */
function statedSize(data: Uint8Array): number {
  return new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(data.byteLength - 4, true);
}
