import { spawnSync } from "node:child_process";
import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { readTar, type TarEntry } from "../chart/tar.ts";
import { SeatrialError } from "../util/errors.ts";

const maxOutput = 1 << 30;

/** The files of a repository as a commit has them. They are read into memory; the work tree is not touched. */
export class GitTree {
  private constructor(
    private readonly root: string,
    private readonly commit: string,
    /** as the user gave it */
    readonly ref: string,
  ) {}

  /**
   * Finds the repository that `path` is or was in. @throws SeatrialError where git, the repository or the ref is missing
   */
  static open(path: string, ref: string): GitTree {
    const folder = existingFolder(path);
    const root = git(folder, ["rev-parse", "--show-toplevel"]);
    if (root === undefined)
      throw new SeatrialError("git-repository", `${path} is in no git repository.`, {
        hint: "Give the chart of before as a folder, with --from.",
      });
    const commit = git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
    if (commit === undefined)
      throw new SeatrialError("git-ref", `The repository ${line(root)} has no ref "${ref}".`, {
        hint: "In a shallow clone fetch it first: git fetch --depth=1 origin REF, and then say FETCH_HEAD.",
      });
    return new GitTree(line(root), line(commit), ref);
  }

  /** A file, or undefined where the commit has none at that path. */
  file(path: string): Uint8Array | undefined {
    const object = this.object(path);
    return object !== undefined && this.typeOf(object) === "blob"
      ? git(this.root, ["cat-file", "blob", object])
      : undefined;
  }

  /** What is below a folder, by paths relative to it, or undefined where the commit has none at that path. */
  folder(path: string): TarEntry[] | undefined {
    const object = this.object(path);
    if (object === undefined || this.typeOf(object) !== "tree") return undefined;
    const archive = git(this.root, ["archive", "--format=tar", object]);
    return archive === undefined ? undefined : [...readTar(archive)];
  }

  /** The path inside the repository as git names it; undefined for one outside. */
  private object(path: string): string | undefined {
    const folder = existingFolder(path);
    const real = join(realpathSync(folder), relative(folder, resolve(path)));
    const inside = relative(this.root, real);
    if (inside === ".." || inside.startsWith(`..${sep}`)) return undefined;
    return `${this.commit}:${inside.split(sep).join("/")}`;
  }

  private typeOf(object: string): string | undefined {
    const type = git(this.root, ["cat-file", "-t", object]);
    return type === undefined ? undefined : line(type);
  }
}

/** The folder itself, or the nearest one above that is there: the path may be gone from the work tree. */
function existingFolder(path: string): string {
  let folder = resolve(path);
  while (!existsSync(folder) || !statSync(folder).isDirectory()) {
    if (dirname(folder) === folder || basename(folder) === "") break;
    folder = dirname(folder);
  }
  return folder;
}

/** What git prints, or undefined where it fails. @throws SeatrialError where there is no git */
function git(folder: string, args: readonly string[]): Buffer | undefined {
  const { error, status, stdout } = spawnSync("git", ["-C", folder, ...args], {
    maxBuffer: maxOutput,
    stdio: ["ignore", "pipe", "ignore"],
  });
  if (error !== undefined)
    throw new SeatrialError("git-missing", `git cannot be run: ${error.message}.`, {
      hint: "A ref is read with git. Without it, give the chart of before as a folder, with --from.",
      cause: error,
    });
  return status === 0 ? stdout : undefined;
}

const line = (output: Buffer): string => output.toString("utf8").replace(/\r?\n$/, "");
