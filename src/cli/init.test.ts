import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { loadScenario } from "../scenario/load-scenario.ts";

const program = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "seatrial-"));
afterAll(() => rmSync(root, { recursive: true }));

const seatrial = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync("node", [program, ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, CI: "" },
  });
  return { status, stdout, stderr };
};

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};

const job = (name: string, event: string, weight: number): string => `---
apiVersion: batch/v1
kind: Job
metadata: {name: ${name}, annotations: {helm.sh/hook: "${event}", helm.sh/hook-weight: "${weight}"}}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: tool, command: [sleep, "3"]}]}}}
`;

const deployment = `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: main, image: {{ required "image is needed" .Values.image }}}]}
`;

const writeJobs = (migrate: number, seed: number): void =>
  write(
    "shop/templates/jobs.yaml",
    job("migrate", "pre-install", migrate) + job("seed", "pre-install", seed) + job("smoke", "test", 0),
  );

test("from a chart to a test of its order, which names the two hooks whose weights changed", async () => {
  write("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
  write("shop/templates/web.yaml", deployment);
  write("shop/ci/small-values.yaml", "image: small\n");
  writeJobs(1, 2);

  const refused = seatrial("init", "shop");
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain("image is needed");

  expect(seatrial("init", "shop", "--set", "image=nginx")).toMatchObject({ status: 0, stderr: "" });
  const text = readFileSync(join(root, "scenarios/shop.yaml"), "utf8");
  expect(text).toContain("#   pre-install: Job/migrate (weight 1)\n#   pre-install: Job/seed (weight 2)\n");
  expect(text).toContain("#   test: Job/smoke (weight 0)\n");
  expect(text).toContain("workload: Job/migrate, container: main }, run: 3s } # its command: sleep 3\n");
  expect(text).toMatch(
    /workload: Deployment\/web, container: main \}, run: forever, readyAfter: 1s \} # assumed/,
  );
  expect(seatrial("init", "shop", "--set", "image=nginx")).toMatchObject({ status: 2 });

  const uncommented = text.replace(/^(# )(?=containers:|matrix:| {2}- )|(?<=^ {2})# (?=-)/gm, "");
  const scenario = await loadScenario({ file: "shop.yaml", text: uncommented, readFile: () => "" });
  expect(scenario.containers).toHaveLength(3);
  expect(scenario.matrix.values).toEqual(["../shop/ci/*-values.yaml"]);
  expect(scenario.steps.map(({ command }) => command)).toEqual([
    "helm install shop ../shop --set image=nginx --wait",
    "helm test shop",
    "sleep 5s",
  ]);

  expect(seatrial("check")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("✓ shop (snapshot written)"),
  });
  expect(seatrial("check", "--ci")).toMatchObject({ status: 0 });
  writeJobs(2, 1);
  const { status, stdout } = seatrial("check");
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /pre-install hook Job\/seed started at [\d.]+s, before pre-install hook Job\/migrate completed at/,
  );
  write("scenarios/shop.yaml", text.replace(/expect:[\s\S]*/, ""));
  expect(seatrial("check").stdout).toContain(
    "pre-install hook Job/seed now starts before pre-install hook Job/migrate starts.",
  );
});
