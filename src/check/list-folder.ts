import { readdirSync } from "node:fs";
import { compareStrings } from "../util/compare-strings.ts";

/** The names in a folder in byte order; none where there is no such folder. */
export function listFolder(path: string): string[] {
  try {
    return readdirSync(path).sort(compareStrings);
  } catch {
    return [];
  }
}
