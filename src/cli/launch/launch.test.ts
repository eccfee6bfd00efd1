import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
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

const chunk = (code: string) => ({ text: "text", code: Buffer.from(code) });

/** The files of the cache. */
function kept(): string[] {
  const root = join(home, "seatrial");
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".code"))
    .map((file) => join(root, file));
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

  test("keeps its compiled code, and after a few runs keeps to what it has kept", () => {
    const answer = version();
    const [file = ""] = kept();
    expect(statSync(file).size).toBeGreaterThan(1000);
    for (let run = 2; run <= 5; run++) version();
    const { ino } = statSync(file);
    expect(version()).toBe(answer);
    // code that is compiled anew gets a file of its own
    expect(statSync(file).ino).toBe(ino);
  });

  test("compiles again what is damaged", () => {
    const answer = version();
    const [file = ""] = kept();
    const code = readFileSync(file);
    writeFileSync(file, code.subarray(0, 200));
    expect(version()).toBe(answer);
    expect(readFileSync(file).length).toBe(code.length);
  });

  test("leaves a folder alone that others may write to", () => {
    version();
    const [file = ""] = kept();
    writeFileSync(file, "not code");
    chmodSync(join(file, ".."), 0o777);
    version();
    expect(readFileSync(file, "utf8")).toBe("not code");
  });

  test("keeps nothing where Node's own cache is switched off, or where it cannot", () => {
    version({ NODE_DISABLE_COMPILE_CACHE: "1" });
    expect(kept()).toEqual([]);
    version({ XDG_CACHE_HOME: "/dev/null" });
    version({ XDG_CACHE_HOME: "/proc/nowhere" });
  });
});

describe("CodeCache", () => {
  /** Calls with a cache of this test's own. */
  function withCache(body: () => void): void {
    const before = process.env["XDG_CACHE_HOME"];
    const coverage = process.env["NODE_V8_COVERAGE"];
    process.env["XDG_CACHE_HOME"] = home;
    delete process.env["NODE_V8_COVERAGE"];
    try {
      body();
    } finally {
      if (before === undefined) delete process.env["XDG_CACHE_HOME"];
      else process.env["XDG_CACHE_HOME"] = before;
      if (coverage !== undefined) process.env["NODE_V8_COVERAGE"] = coverage;
    }
  }

  test("tells builds and purposes apart", () =>
    withCache(() => {
      const chunks = new Map([
        ["a.js", { text: "text", code: Buffer.from("code") }],
        ["b.js", { text: "more of it", code: Buffer.alloc(100, 7) }],
      ]);
      new CodeCache("one", "template").keep(() => chunks);
      const cache = new CodeCache("one", "template");
      for (const [name, chunk] of chunks) expect(cache.get(name)).toEqual(chunk);
      expect(cache.get("c.js")).toBeUndefined();
      expect(new CodeCache("one", "install").get("a.js")).toBeUndefined();
      expect(new CodeCache("two", "template").get("a.js")).toBeUndefined();
    }));

  test("forgets the builds that are older than the last few", () =>
    withCache(() => {
      rmSync(join(home, "seatrial"), { recursive: true, force: true });
      const compiled = () => new Map([["main.js", chunk("code")]]);
      for (let build = 1; build <= 8; build++) {
        new CodeCache(`${build}${build}`, "check").keep(compiled);
        for (const name of readdirSync(join(home, "seatrial"))) {
          const age = build - Number(name.slice(0, 1));
          utimesSync(join(home, "seatrial", name), 1000 - age, 1000 - age);
        }
      }
      const builds = readdirSync(join(home, "seatrial")).map((name) => name.slice(0, 2));
      expect(builds.sort()).toEqual(["44", "55", "66", "77", "88"]);
    }));

  test("adds the code of a few runs to each other", () =>
    withCache(() => {
      const open = () => new CodeCache("one", "plan");
      open().keep(() => new Map([["a.js", chunk("of --help")]]));
      open().keep(() => new Map([["b.js", chunk("code")]]));
      expect(open().get("a.js")?.code.toString()).toBe("of --help");
      expect(open().isSettled).toBe(false);
      for (let run = 3; run <= 5; run++) open().keep(() => new Map([["a.js", chunk("more code")]]));
      expect(open().isSettled).toBe(true);
      expect(open().get("a.js")?.code.toString()).toBe("more code");
      expect(open().get("b.js")?.code.toString()).toBe("code");
    }));
});
