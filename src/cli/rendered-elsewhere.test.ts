import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const chart = "scenarios/hook-weights/chart";
const folder = mkdtempSync(join(tmpdir(), "seatrial-rendered-"));
afterAll(() => rmSync(folder, { recursive: true }));

function seatrial(args: readonly string[], input = "", path = process.env["PATH"] ?? "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}dist/cli.js`, ...args], {
    cwd: root,
    encoding: "utf8",
    input,
    env: { ...process.env, PATH: path },
  });
  return { status, stdout, stderr };
}

const set = ["--set", "hookSeconds=1"];
const manifests = seatrial(["template", "demo", chart, ...set]).stdout;
const trace = seatrial(["install", "demo", chart, ...set]).stdout;

describe("manifests instead of a chart", () => {
  test("are taken from standard input, hooks and all", () => {
    expect(seatrial(["install", "demo", "-"], manifests)).toMatchObject({ status: 0, stdout: trace });
  });

  test("are taken from a file, and nothing in them is a template", () => {
    const file = join(folder, "all.yaml");
    writeFileSync(
      file,
      `${manifests}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: "a"}\ndata: {a: "{{ fail }}"}\n`,
    );
    expect(seatrial(["install", "demo", file])).toMatchObject({ status: 0, stdout: trace });
  });

  test("that are broken are an error with its place", () => {
    const { status, stderr } = seatrial(["install", "demo", "-"], "kind: [");
    expect(status).toBe(2);
    expect(stderr).toMatch(/manifests\/templates\/manifests\.yaml/);
  });
});

describe("--renderer helm", () => {
  /** A program called helm that prints a text, and what it was called with to standard error. */
  function fakeHelm(name: string, script: string): string {
    const bin = join(folder, name);
    mkdirSync(bin);
    writeFileSync(join(bin, "helm"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, "helm"), 0o755);
    return `${bin}:${process.env["PATH"]}`;
  }

  test("shows what the helm on the PATH renders, given the values", () => {
    const file = join(folder, "rendered.yaml");
    writeFileSync(file, manifests);
    const path = fakeHelm(
      "good",
      `grep -q "hookSeconds: 1" || exit 7\ncase "$*" in "template demo ${chart} --namespace default --values -"*) cat ${file};; *) exit 8;; esac`,
    );
    expect(seatrial(["install", "demo", chart, ...set, "--renderer", "helm"], "", path)).toMatchObject({
      status: 0,
      stdout: trace,
    });
  });

  test("asks that helm in the further runs of findings, too", () => {
    const log = join(folder, "calls");
    const path = fakeHelm(
      "noting",
      `echo "$*" >> ${log}\nexec "${process.execPath}" "${root}dist/cli.js" "$@"`,
    );
    const withHook = "scenarios/pains/hook-config-weighted/chart";
    expect(seatrial(["install", "demo", withHook, "--renderer", "helm", "-o", "json"], "", path).status).toBe(
      0,
    );
    expect(readFileSync(log, "utf8")).toContain("--is-upgrade");
  });

  test("tells what that helm refuses, and where there is none", () => {
    const path = fakeHelm("bad", 'echo "Error: chart is odd" >&2; exit 1');
    const refused = seatrial(["install", "demo", chart, "--renderer", "helm"], "", path);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("Error: INSTALLATION FAILED: chart is odd");
    const missing = seatrial(["template", "demo", chart, "--renderer", "helm"], "", folder);
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain("Put helm on the PATH, or leave out --renderer helm");
  });
});
