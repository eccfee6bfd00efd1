import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { bytesToString } from "../util/byte-string.ts";
import { SeatrialError } from "../util/errors.ts";
import { errorCode } from "./error-code.ts";
import { nearestFile } from "./nearest-file.ts";
import { isMissing } from "./read-chart-folder.ts";
import { standardInput } from "./standard-input.ts";

/**
 * The text of a file that `-f` or `--set-file` names; `-` is standard input, relative paths begin in `directory`.
 * Throws a SeatrialError with Go's words.
 */
export function readValuesFile(path: string, directory: string): string {
  if (/^(https?|oci):\/\//.test(path))
    throw new Error(`${path} is not read: values come from files only, nothing is fetched`);
  const place = path === "" ? path : resolve(directory, path);
  try {
    return bytesToString(path.trim() === "-" ? standardInput() : readFileSync(place));
  } catch (error) {
    const hint = isMissing(error) && path !== "" ? nearestFile(place, path) : undefined;
    throw new SeatrialError("values-file", reason(path, error), { hint, cause: error });
  }
}

const WORDS: ReadonlyMap<string | undefined, string> = new Map([
  ["ENOENT", "no such file or directory"],
  ["EACCES", "permission denied"],
  ["ENOTDIR", "not a directory"],
  ["ELOOP", "too many levels of symbolic links"],
  ["ENAMETOOLONG", "file name too long"],
  ["ERR_INVALID_ARG_VALUE", "invalid argument"],
]);

function reason(path: string, error: unknown): string {
  const code = errorCode(error);
  if (code === "EISDIR") return `read ${path}: is a directory`;
  return `open ${path}: ${WORDS.get(code) ?? (error as Error).message}`;
}
