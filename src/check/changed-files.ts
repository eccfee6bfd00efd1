import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { SeatrialError } from "../util/errors.ts";

/** The files that differ from where the branch left `ref`, and those that git does not know. @throws SeatrialError */
export function changedFiles(ref: string): string[] {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
  try {
    const root = git("rev-parse", "--show-toplevel").trim();
    const base = git("merge-base", "--end-of-options", ref, "HEAD").trim();
    const names = [
      git("-C", root, "diff", "--name-only", "-z", base),
      git("-C", root, "ls-files", "--others", "--exclude-standard", "-z"),
    ];
    return names
      .flatMap((text) => text.split("\0").filter((name) => name !== ""))
      .map((name) => join(root, name));
  } catch (error) {
    const told = String((error as { stderr?: unknown }).stderr ?? (error as Error).message).trim();
    throw new SeatrialError("git", `What changed since ${ref} cannot be told: ${told.split("\n")[0]}`, {
      hint: "A shallow clone may lack the commit: fetch it first.",
      cause: error,
    });
  }
}
