import { lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * V8's compiled code of chunks, kept between runs in a folder of the user's: without it most of a short run goes into
 * compiling. Nothing depends on it: what cannot be read or written is compiled again.
 */
export class CodeCache {
  private readonly folder: string | undefined;

  /** `build` tells builds of the program apart, `purpose` runs that compile different functions of a chunk. */
  constructor(
    build: string,
    private readonly purpose: string,
  ) {
    const root = cacheRoot();
    this.folder = root && join(root, "seatrial", `${build}-${process.version}-${process.arch}`);
  }

  read(chunk: string): Buffer | undefined {
    if (this.folder === undefined) return undefined;
    try {
      return isOwn(this.folder) ? readFileSync(this.file(this.folder, chunk)) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Another run never sees half of a file. */
  write(chunk: string, code: Buffer): void {
    if (this.folder === undefined) return;
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      if (!isOwn(this.folder)) return;
      const file = this.file(this.folder, chunk);
      const unfinished = `${file}.${process.pid}`;
      writeFileSync(unfinished, code, { mode: 0o600 });
      renameSync(unfinished, file);
    } catch {
      // a home that is read-only or full
    }
  }

  private file(folder: string, chunk: string): string {
    return join(folder, `${this.purpose}.${chunk}.code`);
  }
}

/** The folder for caches, undefined where there is to be none. */
function cacheRoot(): string | undefined {
  const { env } = process;
  // Node's own switches: for its cache of the same kind, and for coverage, which such code would spoil.
  if (env["NODE_DISABLE_COMPILE_CACHE"] || env["NODE_V8_COVERAGE"]) return undefined;
  if (env["XDG_CACHE_HOME"]) return env["XDG_CACHE_HOME"];
  if (process.platform === "win32") return env["LOCALAPPDATA"];
  const home = env["HOME"] || homedir();
  return process.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}

/** Whether nobody else can have put something there: what is read is executed. */
function isOwn(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  const user = process.getuid?.();
  return user === undefined || (uid === user && (mode & 0o022) === 0);
}
