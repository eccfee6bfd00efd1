import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { readTar, type TarEntry } from "../chart/tar.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { SeatrialError } from "../util/errors.ts";
import { git, gitLine, gitNames } from "./git.ts";

/** The files of a repository as a commit has them. They are read into memory; the work tree is not touched. */
export class GitTree {
  private constructor(
    /** the repository's folder, its real path */
    readonly root: string,
    /** the full id */
    readonly commit: string,
    /** as the user gave it */
    readonly ref: string,
  ) {}

  /**
   * Finds the repository that `path` is or was in. @throws SeatrialError where git, the repository or the ref is missing
   */
  static open(path: string, ref: string): GitTree {
    const root = repositoryOf(path);
    const commit = gitLine(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
    if (commit === undefined)
      throw new SeatrialError("git-ref", `The repository ${root} has no ref "${ref}".`, {
        hint: "In a shallow clone fetch it first: git fetch --depth=1 origin REF, and then say FETCH_HEAD.",
      });
    return new GitTree(root, commit, ref);
  }

  /** The same repository at another commit, called by the same name. */
  at(commit: string): GitTree {
    return new GitTree(this.root, commit, this.ref);
  }

  /** The paths of all files, from the root, with slashes. */
  files(): string[] {
    return gitNames(this.root, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", this.commit]) ?? [];
  }

  /** A file, or undefined where the commit has none at that path. */
  file(path: string): Uint8Array | undefined {
    const object = this.object(path);
    return object === undefined ? undefined : git(this.root, ["cat-file", "blob", object]);
  }

  /** What is below a folder, by paths relative to it, or undefined where the commit has none at that path. */
  folder(path: string): TarEntry[] | undefined {
    const object = this.object(path);
    if (object === undefined) return undefined;
    const archive = git(this.root, ["archive", "--format=tar", object]);
    return archive === undefined ? undefined : [...readTar(archive)];
  }

  /** The names in a folder in byte order, those of folders with a slash, or undefined where there is none. */
  names(path: string): string[] | undefined {
    const object = this.object(path);
    if (object === undefined) return undefined;
    return gitNames(this.root, ["ls-tree", "-z", object])
      ?.map((entry) => `${entry.slice(entry.indexOf("\t") + 1)}${entry.startsWith("040000") ? "/" : ""}`)
      .sort(compareStrings);
  }

  /** The path inside the repository as git names it; undefined for one outside. */
  private object(path: string): string | undefined {
    const folder = existingFolder(path);
    const real = join(realpathSync(folder), relative(folder, resolve(path)));
    const inside = relative(this.root, real);
    if (inside === ".." || inside.startsWith(`..${sep}`)) return undefined;
    return `${this.commit}:${inside.split(sep).join("/")}`;
  }
}

/** The root of the repository that a path is or was in. @throws SeatrialError where there is none, or no git */
export function repositoryOf(path: string): string {
  const root = gitLine(existingFolder(path), ["rev-parse", "--show-toplevel"]);
  if (root === undefined)
    throw new SeatrialError("git-repository", `${path} is in no git repository.`, {
      hint: "Without one, give the chart of before as a folder.",
    });
  return root;
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
