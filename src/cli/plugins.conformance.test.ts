import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "dist/cli.js");

/** The programs that are asked: of a variable with paths, or what the PATH has. */
function found(variable: string, name: string): string[] {
  const paths = process.env[variable]?.split(delimiter) ?? [name];
  const present = paths.filter((path) => spawnSync(path, ["version", "--client"]).error === undefined);
  if (present.length === 0)
    console.log(`The plugin is not tried: no ${name} on the PATH, and none in ${variable}`);
  return present;
}

const folder = mkdtempSync(join(tmpdir(), "seatrial-plugins-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
};

const install = ["install", "demo", "scenarios/hook-weights/chart", "--set", "hookSeconds=1"];
const inShop = run(process.execPath, [program, ...install, "--namespace", "shop"]);
const failing = ["run", "scenarios/hook-fails/scenario.yaml"];

describe.each(found("SEATRIAL_HELM", "helm"))("%s", (helm) => {
  const env = { HELM_DATA_HOME: mkdtempSync(join(folder, "helm-")) };

  test("installs the plugin, runs it as the program itself, keeps its exit codes, and removes it", () => {
    expect(run(helm, ["plugin", "install", root], env)).toMatchObject({ status: 0 });
    expect(run(helm, ["plugin", "list"], env).stdout).toContain("seatrial");
    for (const flags of [
      ["--namespace", "shop"],
      ["-n", "shop"],
    ]) {
      const called = run(helm, ["seatrial", ...install, ...flags], env);
      expect(called).toMatchObject({ status: 0, stdout: inShop.stdout });
      expect(called.stderr).toContain("NAMESPACE: shop");
    }
    expect(run(helm, ["seatrial", ...failing], env).status).toBe(1);
    expect(run(helm, ["seatrial", "instal"], env)).toMatchObject({ status: 2 });
    expect(run(helm, ["plugin", "uninstall", "seatrial"], env).status).toBe(0);
  });
});

describe.each(found("SEATRIAL_KUBECTL", "kubectl"))("%s", (kubectl) => {
  test("finds the program by its name, and keeps its exit codes", () => {
    chmodSync(program, 0o755);
    symlinkSync(program, join(folder, "kubectl-seatrial"));
    const env = { PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` };
    expect(run(kubectl, ["seatrial", ...install, "--namespace", "shop"], env)).toEqual(inShop);
    expect(run(kubectl, ["seatrial", ...failing], env).status).toBe(1);
  });
});
