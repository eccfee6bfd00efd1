import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { systemReason } from "../node/system-reason.ts";
import { SeatrialError } from "../util/errors.ts";

/** The text of a snapshot, with the line ends it was written with; undefined if there is none. */
export function readSnapshot(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Replaces a snapshot as a whole: whatever goes wrong, the old one or the new one is there. */
export function writeSnapshot(file: string, text: string): void {
  const part = `${file}.${process.pid}.part`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new SeatrialError("snapshot-unwritable", `${file} cannot be written: ${reason}.`, {
      hint: "What was there before is still there.",
      cause: error,
    });
  }
}
