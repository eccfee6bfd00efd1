import { limit } from "../gotemplate/budget.ts";
import { GoInt } from "../gotemplate/value.ts";
import { encodeBase64 } from "../goyaml/base64.ts";
import type { RandomStream } from "../sim/random.ts";
import { CallError } from "./call-error.ts";
import { randomBytes } from "./crypto/random-bytes.ts";
import { toHex } from "./encoding/hex.ts";
import { type FunctionTable, goFunc } from "./go-func.ts";

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LONGEST = 1 << 18;
const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("");

/**
 * What sprig draws at random. `random` gives each call a stream of its own, so a template renders to the same text
 * each time, and a new call elsewhere does not change it.
 */
export function randomFunctions(random: (purpose: string) => RandomStream): FunctionTable {
  const text = (name: string, alphabet: string) =>
    goFunc(["int"], (count) => (count > 0 ? random(name).text(bounded(count), alphabet) : ""));
  return {
    randAlphaNum: text("randAlphaNum", DIGITS + LETTERS),
    randAlpha: text("randAlpha", LETTERS),
    randNumeric: text("randNumeric", DIGITS),
    randAscii: text("randAscii", PRINTABLE),
    randBytes: goFunc(["int"], (count) => {
      if (count < 0) throw new CallError("runtime error: makeslice: len out of range");
      return encodeBase64(randomBytes(random("randBytes"), bounded(count)));
    }),
    randInt: goFunc(["int", "int"], (low, high) => {
      if (high <= low) throw new CallError("invalid argument to Intn");
      return new GoInt(BigInt(low + random("randInt").below(high - low)));
    }),
    shuffle: goFunc(["string"], (source) =>
      shuffled([...source].slice(0, bounded(source.length)), random("shuffle")).join(""),
    ),
    uuidv4: goFunc([], () => uuid(randomBytes(random("uuidv4"), 16))),
  };
}

function bounded(count: number): number {
  if (count > LONGEST) throw limit("draws a string that is too long");
  return count;
}

function shuffled(runes: string[], stream: RandomStream): string[] {
  for (let i = runes.length - 1; i > 0; i--) {
    const j = stream.below(i + 1);
    [runes[i], runes[j]] = [runes[j] ?? "", runes[i] ?? ""];
  }
  return runes;
}

/** Version 4, variant 10. */
function uuid(bytes: Uint8Array): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
