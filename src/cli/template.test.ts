import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const program = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "seatrial-"));

beforeAll(() => {
  mkdirSync(join(folder, "chart/templates"), { recursive: true });
  writeFileSync(join(folder, "chart/Chart.yaml"), "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
  writeFileSync(join(folder, "chart/templates/x.yaml"), "kind: X\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["4.1.4", "--dry-run=client", 0, ""],
  ["4.1.4", "--dry-run", 0, "--dry-run is deprecated and should be replaced with '--dry-run=client'"],
  ["4.1.4", "--dry-run=none", 2, 'Error: invalid dry-run value ("none"). Must be "server" or "client"'],
  ["4.1.4", "--dry-run=bad", 2, 'Must be "none", "server", or "client"'],
  ["3.17.3", "--dry-run=none", 0, ""],
  ["3.17.3", "--dry-run=bad", 2, "Flag must one of the following: false, true, none, client, server"],
  ["3.17.3", "--dry-run=server", 2, "ask a cluster, and there is none here"],
])("as Helm %s takes %s", (version, flag, status, said) => {
  const args = [program, "template", "rel", "chart", flag, "--helm-version", version];
  const run = spawnSync("node", args, { cwd: folder, encoding: "utf8" });
  expect(run.stderr).toContain(said);
  expect(run.status).toBe(status);
});
