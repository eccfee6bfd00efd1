import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { rowText } from "../tui/plain/row-text.ts";
import { run } from "./play.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "seatrial-play-"));
afterAll(() => rmSync(folder, { recursive: true }));

function seatrial(args: string, input = "", cwd = root) {
  const words = args.split(" ");
  return spawnSync("node", [join(root, "dist/cli.js"), ...words], { cwd, encoding: "utf8", input });
}

const chart = `${root}scenarios/hook-weights/chart`;
const install = `install demo ${chart} --set hookSeconds=1`;

describe("without a terminal", () => {
  test("the trace is printed, and said to be there instead", () => {
    const played = seatrial(`play ${install}`);
    expect(played.stdout).toBe(seatrial(install).stdout);
    expect(played.stderr).toMatch(/^This is no terminal to play on; here is the trace\.\n/);
    expect(played.status).toBe(0);
    expect(seatrial("play scenarios/hook-fails/scenario.yaml").status).toBe(1);
  });

  test("that of a recording too", () => {
    const file = join(folder, "run.json");
    writeFileSync(file, seatrial(`${install} -o json`).stdout);
    expect(seatrial(`play ${file}`).stdout).toBe(seatrial(install).stdout);
  });
});

describe("in lines", () => {
  test("each command is answered with what it changes, with no control characters", () => {
    const { stdout, status } = seatrial(`play --plain ${install}`, "\n\nj\nenter\nt 3\nq\n");
    expect(stripVTControlCharacters(stdout)).toBe(stdout);
    const lines = stdout.split("\n");
    expect(lines[1]).toBe("5 pods, 4 hooks, 4 findings, 16s.");
    expect(lines).toContain("0.205s: check-database-jthz8 Pending, 0 of 1 ready");
    expect(lines).toContain("Release demo, revision 1: pending-install.");
    expect(lines.filter((line) => line === "Made by Job/check-database.")).toHaveLength(1);
    expect(stdout).toMatch(/^Now at 3\.000s of \d+s\.$/m);
    expect(status).toBe(0);
  });

  test("a question is answered by a second run, and the file that keeps it gives the same run", () => {
    const { stdout } = seatrial(`play --plain ${install}`, "p\np\nj\nx\n1\ns\n", folder);
    expect(stdout).toContain("1: work of Job/check-database fails");
    expect(stdout).toMatch(/The runs part at [\d.]+s, with Pod\/check-database-jthz8\./);
    expect(stdout).toContain("Wrote what-if-check-database-fails.yaml, a scenario for seatrial run.");
    const again = seatrial("run what-if-check-database-fails.yaml", "", folder);
    expect(again.status).toBe(1);
    expect(again.stdout).toContain("check-database-jthz8   0/1     Error ");
    expect(again.stdout).not.toContain("migrate-schema");
  });

  test("with the release that was there before, a node goes down at the same moment of the command", () => {
    const before = readdirSync(folder);
    const upgrade = `upgrade demo ${chart} --set hookSeconds=1 --from-set hookSeconds=1`;
    const { stdout } = seatrial(`play --plain ${upgrade}`, "$\nG\nx\n4\ns\n", folder);
    const [, at = ""] = /4: node-\d goes down at ([\d.]+)s/.exec(stdout) ?? [];
    const [file = ""] = readdirSync(folder).filter((name) => !before.includes(name));
    const text = readFileSync(join(folder, file), "utf8");
    const [, saved = ""] = /at: (?:(\d+)m)?[\d.]+s/.exec(text) ?? [];
    expect(Number(at)).toBeLessThan(60);
    // the install and a minute of rest come before
    expect(Number(saved)).toBeGreaterThanOrEqual(1);
    expect(text).toContain("  - sleep 1m\n  - helm upgrade demo");
  });

  test("a question about the new revision leaves the old one alone", () => {
    const upgrade = `upgrade demo ${root}scenarios/recorded/23-big-rollout/chart --set tag=2`;
    const { stdout } = seatrial(`play --plain ${upgrade}`, "$\nG\nx\n2\n", folder);
    expect(stdout).toMatch(/^2: c of Deployment\/fleet \(\S+:2\) hangs$/m);
    const [, at] = /The runs part at ([\d.]+)s, with Pod\/fleet-/.exec(stdout) ?? [];
    expect(Number(at)).toBeGreaterThan(0);
  });

  test("--live tells each row when it comes, and ends with the run", () => {
    const { stdout, status } = seatrial(`play --plain --live --speed 1000 ${install}`);
    expect(status).toBe(0);
    const rows = seatrial(install).stdout.trimEnd().split("\n").slice(1).map(rowText);
    const told = stdout.split("\n").map((line) => line.replace(/^\S+: /, ""));
    expect(told.filter((line) => rows.includes(line))).toEqual(rows);
  });

  test("a line that is typed while it plays stops it", () => {
    const { stdout } = seatrial(`play --plain ${install}`, "space\n\n\nq\n");
    expect(stdout).toMatch(/^Stopped at 0\.000s\.$/m);
    expect(stdout).toMatch(/^0\.205s: check-database-jthz8 Pending, 0 of 1 ready$/m);
  });
});

test.each([
  ["", "needs something to play"],
  ["--plain instal demo chart", "there is no such file"],
  ["--plain nothing.yaml", "nothing.yaml cannot be played: there is no such file."],
  ["--plain scenarios", "it is a folder"],
  ["--speed 0 install demo chart", "--speed is a number from 1 to 1000"],
  ["--sped 2 install demo chart", "unknown flag: --sped. Did you mean --speed?"],
  ["--plain run a.yaml b.yaml", "one scenario at a time"],
  ["--plain install demo nochart", "should be in form of repo_name/path_to_chart"],
])("seatrial play %s is refused", async (args, message) => {
  await expect(run(args.split(" ").filter((word) => word !== ""))).rejects.toThrow(message);
});
