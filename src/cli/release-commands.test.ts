import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const program = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "seatrial-"));

const sh = (command: string, args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
};
const seatrial = (...args: readonly string[]) => sh("node", [program, ...args]);
const git = (...args: readonly string[]) =>
  sh("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args]);

const write = (path: string, text: string): void => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
};

const job = (name: string, event: string) => `apiVersion: batch/v1
kind: Job
metadata: { name: ${name}, annotations: { helm.sh/hook: ${event} } }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: c, image: tool }] } } }
`;

beforeAll(() => {
  write("chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
  write("chart/values.yaml", "tag: one\n");
  write("chart/.helmignore", "templates/ignored.yaml\n");
  write("chart/templates/ignored.yaml", "{{ fail `not for Helm` }}");
  write(
    "chart/templates/web.yaml",
    `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: c, image: "web:{{ .Values.tag }}" }] }
`,
  );
  write("chart/templates/roll.yaml", job("undo", "pre-rollback"));
  write("chart/templates/bye.yaml", job("bye", "pre-delete"));
  write("chart/templates/try.yaml", job("try", "test"));
  write("prod.yaml", "tag: prod-one\n");
  git("init", "-q", ".");
  git("add", ".");
  git("commit", "-q", "-m", "one");
  git("tag", "v1");
  write("prod.yaml", "tag: prod-two\n");
  write("chart/values.yaml", "tag: two\n");
});

afterAll(() => rmSync(folder, { recursive: true }));

const images = (stdout: string): string[] => {
  const found: string[] = [];
  for (const { kind, type, object } of JSON.parse(stdout).objects)
    if (kind === "Pod" && (type === "EXISTING" || type === "ADDED"))
      found.push(`${type} ${object.spec.containers[0].image}`);
  return found;
};

describe("a command that starts from a release", () => {
  test("shows the pods that are there, and then the command alone, from time zero on", () => {
    const { status, stdout, stderr } = seatrial("upgrade", "demo", "chart", "--set=tag=new", "--timestamps");
    expect(status).toBe(0);
    const rows = stdout.trimEnd().split("\n");
    expect(rows[1]).toMatch(/^0\.000\tweb-\w+-\w+ +1\/1 +Running +0 +\d+s$/);
    expect(rows[2]).toMatch(/^0\.\d+\tweb-\w+-\w+ +0\/1 +Pending +0 +0s$/);
    expect(stderr).toContain("$ helm upgrade demo chart --set=tag=new\n");
    expect(stderr).toContain("REVISION: 2\n");
    expect(stderr).not.toContain("helm install");
  });

  test.each([
    [["--set=tag=new"], ["EXISTING web:two", "ADDED web:new"]],
    [
      ["--from-set=tag=old", "--reset-values"],
      ["EXISTING web:old", "ADDED web:two"],
    ],
    [
      ["-f", "prod.yaml", "--set", "tag=x"],
      ["EXISTING web:prod-two", "ADDED web:x"],
    ],
    [
      ["-f", "prod.yaml", "--from-set", "tag=x"],
      ["EXISTING web:x", "ADDED web:prod-two"],
    ],
    [
      ["--from-ref", "v1"],
      ["EXISTING web:one", "ADDED web:two"],
    ],
    [
      ["--from-ref", "v1", "-f", "prod.yaml"],
      ["EXISTING web:prod-one", "ADDED web:prod-two"],
    ],
    [
      ["--from", "chart", "--from-values", "prod.yaml", "--reset-values"],
      ["EXISTING web:prod-two", "ADDED web:two"],
    ],
  ])("takes chart and values of before from %j", (flags, expected) => {
    const { stdout, stderr } = seatrial("upgrade", "demo", "chart", "-o", "json", ...flags);
    expect(stderr).toBe("");
    expect(images(stdout)).toEqual(expected);
  });

  test("reads a ref without touching the work tree", () => {
    const before = git("status", "--porcelain").stdout;
    seatrial("upgrade", "demo", "chart", "--from-ref", "v1");
    expect(git("status", "--porcelain").stdout).toBe(before);
    cpSync(join(folder, "chart"), join(folder, "moved"), { recursive: true });
    rmSync(join(folder, "chart"), { recursive: true });
    const { stdout } = seatrial("upgrade", "demo", "moved", "--from=chart", "--from-ref=v1", "-o", "json");
    cpSync(join(folder, "moved"), join(folder, "chart"), { recursive: true });
    expect(images(stdout)).toEqual(["EXISTING web:one", "ADDED web:two"]);
  });

  test("rolls back to the first revision, with its hooks", () => {
    const { status, stdout } = seatrial("rollback", "demo", "--chart=chart", "--from-ref=v1", "-o=json");
    expect(status).toBe(0);
    expect(images(stdout)).toEqual(["EXISTING web:two", "ADDED tool", "ADDED web:one"]);
    expect(JSON.parse(stdout).hooks).toMatchObject([{ event: "pre-rollback", name: "undo", revision: 3 }]);
  });

  test("uninstalls every release that is named, and tests one", () => {
    const gone = JSON.parse(seatrial("uninstall", "demo", "--from", "chart", "-o", "json").stdout);
    expect(gone.hooks).toMatchObject([{ event: "pre-delete", name: "bye" }]);
    expect(gone.steps[0].stdout).toBe('release "demo" uninstalled\n');
    const tested = JSON.parse(seatrial("test", "demo", "--from", "chart", "-o", "json").stdout);
    expect(tested.hooks).toMatchObject([{ event: "test", name: "try", outcome: "succeeded" }]);
  });

  test("knows the Helm that installed", () => {
    const args = ["upgrade", "demo", "chart", "--from-helm-version=3.17.3", "--set=tag=new", "-o=json"];
    const { objects } = JSON.parse(seatrial(...args).stdout);
    const managers = (type: string): string[] =>
      objects
        .filter((write: { kind: string; type: string }) => write.kind === "Deployment" && write.type === type)
        .flatMap((write: { object: { metadata: { managedFields?: { operation: string }[] } } }) =>
          (write.object.metadata.managedFields ?? []).map(({ operation }) => operation),
        );
    expect(managers("EXISTING")).not.toContain("Apply");
  });

  test.each([
    [["uninstall", "demo"], /^Error: seatrial uninstall needs the chart that is installed: --from CHART\./],
    [
      ["upgrade", "demo", "chart", "--from-ref", "v2"],
      /^Error: The repository \S+ has no ref "v2"\.\n.*fetch/,
    ],
    [["upgrade", "demo", "new", "--from-ref", "v1"], /There is no chart new at v1\.\n.*--from/],
    [
      ["upgrade", "demo", "chart", "--from-set", "a={"],
      /^Error: What comes before has failed: helm install demo/,
    ],
  ])("refuses %j", (args, message) => {
    const { status, stdout, stderr } = seatrial(...args);
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([2, ""]);
  });

  test("says that a folder is in no repository", () => {
    const { status, stderr } = seatrial("upgrade", "demo", "/proc/self", "--from-ref", "v1");
    expect([status, stderr.split("\n", 1)[0]]).toEqual([2, "Error: /proc/self is in no git repository."]);
  });
});

describe("diff", () => {
  test("tells what another Helm does differently, and says so by its exit code on demand", () => {
    const args = ["--helm-version", "3.17.3,4.1.4", "upgrade", "demo", "chart", "--set=tag=new"];
    const { status, stdout } = seatrial("diff", ...args);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^- Helm 3\.17\.3\n\+ Helm 4\.1\.4\n\nCommands\n {2}step 1 prints\n/);
    expect(stdout).toContain("    + DESCRIPTION: Upgrade complete\n");
    expect(seatrial("diff", "--detailed-exitcode", ...args).status).toBe(3);
    const same = seatrial(
      "diff",
      "--detailed-exitcode",
      "--helm-version=4.2.3,4.2.4",
      "install",
      "demo",
      "chart",
    );
    expect(same).toEqual({ status: 0, stdout: "Helm 4.2.3 and Helm 4.2.4: no difference.\n", stderr: "" });
  });

  test.each([
    [["diff"], /needs two things to compare, or a command of Helm/],
    [
      ["diff", "--helm-version=3.17.3,4.1.4", "instal", "demo", "chart"],
      /not "instal"\. ?Did you mean "install"\?/,
    ],
    [["diff", "install", "demo", "chart"], /needs two versions: --helm-version 3\.17\.3,4\.1\.4/],
    [["diff", "--helm-version=3.17.3,4.1.4", "install", "demo", "none"], /^Error: /],
  ])("refuses %j", (args, message) => {
    const { status, stdout, stderr } = seatrial(...args);
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([2, ""]);
  });
});

test("a command line that lacks an argument is told how it goes, and simulates nothing", () => {
  const { status, stdout, stderr } = seatrial("install", "demo");
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(
    "must either provide a name or specify --generate-name\n\nUsage:  seatrial install [NAME] [CHART] [flags]",
  );
  expect(stderr).toContain("seatrial install --help tells more.");
});

test("a Helm newer than the newest known is said to be taken for that", () => {
  const { status, stderr } = seatrial("install", "demo", "chart", "--helm-version", "9.1.0");
  expect(status).toBe(0);
  expect(stderr).toContain(
    "Helm 9.1.0 is newer than the newest known here: its rules are taken to be those of 4.2.4.\n",
  );
  expect(seatrial("install", "demo", "chart", "--helm-version", "v4.2.4").stderr).not.toContain("newer");
  write("new.yaml", "helm: { version: 4.3.0 }\nsteps:\n  - helm install demo ./chart\n");
  expect(seatrial("run", "new.yaml").stderr).toContain("Helm 4.3.0 is newer than the newest known here");
});
