import { SeatrialError } from "../util/errors.ts";

const maxOutput = 1 << 30;

/** What git prints, or undefined where it fails. @throws SeatrialError where there is no git */
export function git(folder: string, args: readonly string[]): Buffer | undefined {
  // loaded at its first use: most commands start no other program
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const { error, status, stdout } = spawnSync("git", ["-C", folder, ...args], {
    maxBuffer: maxOutput,
    stdio: ["ignore", "pipe", "ignore"],
  });
  if (error !== undefined)
    throw new SeatrialError("git-missing", `git cannot be run: ${error.message}.`, {
      hint: "A ref is read with git. Without it, give charts as folders.",
      cause: error,
    });
  return status === 0 ? stdout : undefined;
}

/** The one line that git prints. */
export function gitLine(folder: string, args: readonly string[]): string | undefined {
  return git(folder, args)
    ?.toString("utf8")
    .replace(/\r?\n$/, "");
}

/** The names that git prints with `-z`. */
export function gitNames(folder: string, args: readonly string[]): string[] | undefined {
  return git(folder, args)
    ?.toString("utf8")
    .split("\0")
    .filter((name) => name !== "");
}
