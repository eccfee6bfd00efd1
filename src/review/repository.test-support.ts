import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The same commits on every machine, whatever git is told there. */
const environment = {
  PATH: process.env["PATH"],
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.org",
  GIT_AUTHOR_DATE: "2025-01-15T12:00:00Z",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.org",
  GIT_COMMITTER_DATE: "2025-01-15T12:00:00Z",
};

/** A git repository for a test, in a folder of its own. */
export class TestRepository {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "seatrial-review-")));

  constructor() {
    this.git("init", "--quiet", "--initial-branch=main", "--object-format=sha1");
  }

  git(...args: readonly string[]): string {
    return execFileSync("git", ["-C", this.root, ...args], {
      env: environment,
      encoding: "utf8",
      stdio: "pipe",
    });
  }

  write(path: string, text: string): this {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
    return this;
  }

  /** A packed chart of these files. */
  pack(path: string, files: Readonly<Record<string, string>>): this {
    const folder = mkdtempSync(join(tmpdir(), "seatrial-packed-"));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, "chart", file)), { recursive: true });
      writeFileSync(join(folder, "chart", file), text);
    }
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    execFileSync("tar", ["-czf", join(this.root, path), "-C", folder, "chart"]);
    rmSync(folder, { recursive: true });
    return this;
  }

  copy(folder: string): this {
    cpSync(folder, this.root, { recursive: true });
    return this;
  }

  commit(message = "change"): this {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
    return this;
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
