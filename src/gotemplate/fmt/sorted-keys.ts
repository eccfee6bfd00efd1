import { isAscii, stringToBytes } from "../../util/byte-string.ts";
import type { GoMap } from "../value.ts";

/** A map's keys as Go sorts them, by bytes: the order of printing and of range. */
export function sortedKeys(map: GoMap): string[] {
  return [...map.keys()].sort(compareStrings);
}

/** -1, 0 or 1: Go's `<` and `==` on strings, which compare bytes. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  // UTF-16 order differs from byte order only where surrogates meet U+E000 and above, or stand for raw bytes.
  if (isAscii(a) || isAscii(b)) return a < b ? -1 : 1;
  const left = stringToBytes(a);
  const right = stringToBytes(b);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
