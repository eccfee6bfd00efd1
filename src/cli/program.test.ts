import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = `${root}dist/cli.js`;
const chart = "scenarios/hook-weights/chart";

const seatrial = (args: readonly string[], input = "", env: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync("node", [program, ...args], {
    cwd: root,
    encoding: "utf8",
    input,
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
};

beforeAll(() => {
  if (!existsSync(program)) throw new Error("dist/cli.js is missing: run npm run build first");
});

describe("the program", () => {
  test("lists its commands", () => {
    const { status, stdout } = seatrial(["--help"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/install +show what helm install would do/);
    expect(seatrial(["help", "run"]).stdout).toContain("Usage: seatrial run SCENARIO...");
    expect(seatrial(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    [["instal"], /unknown command 'instal'\n\(Did you mean install\?\)/],
    [["--hepl"], /unknown option '--hepl'/],
    [["run"], /^Error: seatrial run needs a scenario file\./],
    [
      ["run", "none.yaml"],
      /^Error: The scenario none\.yaml cannot be read: there is no such file or folder\./,
    ],
    [["run", "--sed", "1", "x.yaml"], /^Error: unknown flag: --sed\. Did you mean --seed\?/],
    [["run", "-o", "yaml", "x.yaml"], /^Error: --output is one of watch, wide, .*, not "yaml"\./],
    [["install", "demo", chart, "--wiat"], /^Error: unknown flag: --wiat\. Did you mean --wait\?/],
    [["install", "demo", chart, "--helm-version", "2.0.0"], /^Error: "2\.0\.0" is not a Helm version/],
    [["install", "demo", chart, "--kubernetes-version", "1.9"], /^Error: "1\.9" is not a Kubernetes version/],
    [["install", "demo", chart, "--seed", "x"], /"x" for "--seed" flag: .*\n--seed takes a whole number\./],
    [["install", "demo", chart, "--timeout", "5"], /missing unit .*\n--timeout takes a time such as 90s/],
    [["install", "demo", chart, "--seed"], /^Error: flag needs an argument: --seed/],
    [["install"], /^Error: "helm install" requires at least 1 argument/],
  ])("refuses %j with exit code 2", (args, message) => {
    const { status, stdout, stderr } = seatrial(args);
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });

  test("tells one of two unreadable scenarios, and nothing of the program", () => {
    const { status, stderr } = seatrial(["run", "-", "none.yaml"], "stps: []\n");
    expect(status).toBe(2);
    expect(stderr).not.toMatch(/\.js:\d+|^\s+at /m);
  });

  test("tells every mistake of a scenario", () => {
    const { status, stderr } = seatrial(["run", "-"], "stps: []\nsteps: [hlem list]\n");
    expect(status).toBe(2);
    expect(stderr).toBe(`-:1:1: a scenario has no key "stps". Did you mean "steps"?
   1 | stps: []
     | ^^^^

-:2:9: a step runs helm, kubectl or sleep, not "hlem". Did you mean "helm"?
   2 | steps: [hlem list]
     |         ^^^^
`);
  });
});

describe("install", () => {
  test("prints the trace alone on standard output, and Helm's words on standard error", () => {
    const { status, stdout, stderr } = seatrial(["install", "demo", chart, "--set", "hookSeconds=2"]);
    expect(status).toBe(0);
    expect(stdout.split("\n", 2)).toEqual([
      "NAME                   READY   STATUS    RESTARTS   AGE",
      expect.stringMatching(/^check-database-\w{5} {3}0\/1 {5}Pending {3}0 {10}0s$/),
    ]);
    expect(stdout).not.toContain("STATUS: deployed");
    expect(stderr).toContain(`$ helm install demo ${chart} --set hookSeconds=2\nNAME: demo\n`);
    expect(stderr).toContain("STATUS: deployed");
    expect(stderr).toMatch(/\[done after \d+\.\d+s\]\n/);
  });

  test("goes on until every pod has come to rest", () => {
    const { stdout } = seatrial(["install", "demo", chart, "--set", "hookSeconds=90"]);
    const last = stdout.trimEnd().split("\n").at(-1);
    expect(last).toMatch(/^announce-\w{5} +0\/1 +Completed +0 +9\ds$/);
  });

  test("shows the namespace that Helm installs into", () => {
    const { status, stdout } = seatrial(["install", "demo", chart, "-n", "shop", "--create-namespace"]);
    expect([status, stdout.includes("check-database")]).toEqual([0, true]);
  });

  test("gives a recording as JSON", () => {
    const { status, stdout } = seatrial(["install", "demo", chart, "-o", "json", "--helm-version=3.17.3"]);
    const recording = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(recording).toMatchObject({ helmVersion: "3.17.3", steps: [{ exitCode: 0, stderr: "" }] });
    expect(recording.watch.pods.length).toBeGreaterThan(30);
  });

  test("begins rows with seconds on demand", () => {
    const { stdout } = seatrial(["install", "demo", chart, "--timestamps"]);
    const times = stdout
      .trimEnd()
      .split("\n")
      .map((line) => Number(line.split("\t")[0]));
    expect(times.every((time, i) => time >= (times[i - 1] ?? 0))).toBe(true);
    expect(times.at(-1)).toBeGreaterThan(45);
  });

  test("a failing hook is exit code 1, a chart that cannot be found exit code 2", () => {
    const scenario = "steps: []\ncontainers: [{ match: { workload: Job/migrate-schema }, exitCode: 3 }]\n";
    const failed = seatrial(["install", "demo", chart, "--scenario", "-"], scenario);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain("Error: INSTALLATION FAILED: failed pre-install");
    const missing = seatrial(["install", "demo", "./nowhere"]);
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain('path "./nowhere" not found');
  });
});

test("a reader that does not read is no error", () => {
  const { stderr } = spawnSync(
    "bash",
    ["-c", `{ node ${program} install demo ${chart}; echo "code $?" >&2; } | true`],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  expect(stderr).toMatch(/code 0\n$/);
  expect(stderr).not.toMatch(/EPIPE|Error/);
});
