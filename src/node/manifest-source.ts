import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ManifestSource } from "../kubectl/manifest-source.ts";
import { compareStrings } from "../util/compare-strings.ts";

/** Files from the disk; relative paths begin in `directory`. */
export function manifestSource(directory: string): ManifestSource {
  return {
    readFile: (path) => unlessAbsent(() => readFileSync(resolve(directory, path), "utf8")),
    readFolder: (path) =>
      unlessAbsent(() =>
        readdirSync(resolve(directory, path), { withFileTypes: true })
          .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
          .sort(compareStrings),
      ),
  };
}

/** Undefined for what is not there, or is a folder where a file is wanted, or the other way round. */
function unlessAbsent<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
