import { readFileSync } from "node:fs";

let known: Buffer | undefined;

/** All of standard input; it can be read once, and is then remembered. */
export function standardInput(): Buffer {
  known ??= readFileSync(0);
  return known;
}
