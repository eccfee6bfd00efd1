import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { bytesToString } from "../util/byte-string.ts";
import { SeatrialError } from "../util/errors.ts";
import { nearestFile } from "./nearest-file.ts";
import { isMissing } from "./read-chart-folder.ts";

/**
 * The text of a file that `-f` or `--set-file` names; `-` is standard input, relative paths begin in `directory`.
 * Throws a SeatrialError with Go's words.
 */
export function readValuesFile(path: string, directory: string): string {
  if (/^(https?|oci):\/\//.test(path))
    throw new Error(`${path} is not read: values come from files only, nothing is fetched`);
  try {
    return bytesToString(readFileSync(path.trim() === "-" ? 0 : resolve(directory, path)));
  } catch (error) {
    const hint = isMissing(error) ? nearestFile(resolve(directory, path), path) : undefined;
    throw new SeatrialError("values-file", reason(path, error), { hint, cause: error });
  }
}

function reason(path: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return `open ${path}: no such file or directory`;
  if (code === "EISDIR") return `read ${path}: is a directory`;
  if (code === "EACCES") return `open ${path}: permission denied`;
  return `open ${path}: ${error instanceof Error ? error.message : error}`;
}
