import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CodeCache } from "./code-cache.ts";

const program = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "seatrial-cache-"));
const environment = { ...process.env };

afterAll(() => rmSync(home, { recursive: true }));

/** The files of the cache with the names of the chunks that they are of. */
function kept(): Map<string, string> {
  const root = join(home, "seatrial");
  if (!existsSync(root)) return new Map();
  return new Map(
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".code"))
      .map((file) => [file.split(".").slice(-3, -1).join("."), join(root, file)]),
  );
}

describe("the program", () => {
  const version = (env: Record<string, string> = {}) => {
    const { status, stdout, stderr } = spawnSync("node", [program, "--version"], {
      encoding: "utf8",
      env: { ...environment, XDG_CACHE_HOME: home, NODE_V8_COVERAGE: "", ...env },
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return stdout;
  };

  beforeAll(() => {
    if (!existsSync(program)) throw new Error("dist/cli.js is missing: run npm run build first");
  });
  beforeEach(() => rmSync(join(home, "seatrial"), { recursive: true, force: true }));

  test("keeps its compiled code, and keeps to what it has kept", () => {
    const answer = version();
    const main = kept().get("main.js") ?? "";
    const { ino, size } = statSync(main);
    expect(size).toBeGreaterThan(1000);
    expect(version()).toBe(answer);
    // code that is compiled anew gets a file of its own
    expect(statSync(main).ino).toBe(ino);
  });

  test("compiles again what is damaged", () => {
    const answer = version();
    const main = kept().get("main.js") ?? "";
    const code = readFileSync(main);
    writeFileSync(main, code.subarray(0, 200));
    expect(version()).toBe(answer);
    expect(readFileSync(main).length).toBe(code.length);
  });

  test("leaves a folder alone that others may write to", () => {
    version();
    const main = kept().get("main.js") ?? "";
    writeFileSync(main, "not code");
    chmodSync(join(main, ".."), 0o777);
    version();
    expect(readFileSync(main, "utf8")).toBe("not code");
  });

  test("keeps nothing where Node's own cache is switched off, or where it cannot", () => {
    version({ NODE_DISABLE_COMPILE_CACHE: "1" });
    expect(kept()).toEqual(new Map());
    version({ XDG_CACHE_HOME: "/dev/null" });
  });
});

describe("CodeCache", () => {
  test("tells builds and purposes apart", () => {
    const before = process.env["XDG_CACHE_HOME"];
    const coverage = process.env["NODE_V8_COVERAGE"];
    process.env["XDG_CACHE_HOME"] = home;
    delete process.env["NODE_V8_COVERAGE"];
    try {
      new CodeCache("one", "template").write("main.js", Buffer.from("code"));
      expect(new CodeCache("one", "template").read("main.js")?.toString()).toBe("code");
      expect(new CodeCache("one", "install").read("main.js")).toBeUndefined();
      expect(new CodeCache("two", "template").read("main.js")).toBeUndefined();
    } finally {
      if (before === undefined) delete process.env["XDG_CACHE_HOME"];
      else process.env["XDG_CACHE_HOME"] = before;
      if (coverage !== undefined) process.env["NODE_V8_COVERAGE"] = coverage;
    }
  });
});
