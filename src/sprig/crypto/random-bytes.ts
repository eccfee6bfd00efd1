import type { RandomStream } from "../../sim/random.ts";

/** Bytes of a keyed stream: reproducible, so keys made of them are for trying charts out and for nothing else. */
export function randomBytes(stream: RandomStream, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  for (let i = 0; i < count; i += 4) {
    const word = stream.uint32();
    for (let j = 0; j < 4 && i + j < count; j++) bytes[i + j] = word >>> (24 - 8 * j);
  }
  return bytes;
}
