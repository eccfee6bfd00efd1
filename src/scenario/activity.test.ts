import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { simulateScenario } from "../node/simulate-scenario.ts";
import { defaultScenario } from "./scenario.ts";
import { parseStep } from "./steps/parse-step.ts";

const root = mkdtempSync(join(tmpdir(), "activity-"));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, "templates"));
writeFileSync(join(root, "Chart.yaml"), "apiVersion: v2\nname: x\nversion: 0.1.0\n");

/** Installs one object and lets the cluster calm down. */
function settle(manifest: string) {
  writeFileSync(join(root, "templates/x.yaml"), manifest);
  const scenario = { ...defaultScenario, steps: [parseStep(`helm install x ${root}`, {})] };
  const { watch, end } = simulateScenario(scenario, { settle: true });
  const last = watch.pods.at(-1);
  return { rows: watch.pods.slice(1).map(({ line }) => line), lastRow: last?.t ?? 0, end };
}

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {${spec}}\n`;
const job = (spec: string, script: string, restartPolicy = "Never") => `apiVersion: batch/v1
kind: Job
metadata: {name: j}
spec: {${spec}template: {spec: {restartPolicy: ${restartPolicy}, containers: [{name: c, image: x, command: [sh, -c, "${script}"]}]}}}
`;

test("pods that run for ever keep nobody waiting", () => {
  const { lastRow, end } = settle(pod("containers: [{name: c, image: x}]"));
  expect(lastRow).toBeLessThan(3);
  expect(end - lastRow).toBeLessThan(40);
});

test("a pod that no node takes does not either", () => {
  const { rows, end } = settle(pod("nodeSelector: {moon: dark}, containers: [{name: c, image: x}]"));
  expect(rows.at(-1)).toMatch(/^p +0\/1 +Pending/);
  expect(end).toBeLessThan(60);
});

test("the end of a container is waited for, however long it takes", () => {
  const { rows, lastRow } = settle(job("", "sleep 1800"));
  expect(rows.at(-1)).toMatch(/Completed +0 +30m$/);
  expect(lastRow).toBeGreaterThan(1800);
});

test("what runs longer than an hour counts as running for ever", () => {
  const { rows, end } = settle(job("", "sleep 7200"));
  expect(rows.at(-1)).toMatch(/Running/);
  expect(end).toBeLessThan(60);
});

test("a crash loop is left once its back-off has grown", () => {
  const { rows, end } = settle(
    pod('containers: [{name: c, image: x, command: [sh, -c, "sleep 1; exit 1"]}]'),
  );
  expect(rows.filter((row) => row.includes("CrashLoopBackOff")).length).toBeGreaterThan(1);
  expect(end).toBeLessThan(300);
});

test("a Job that tries again is followed until it gives up", () => {
  const { rows } = settle(job("backoffLimit: 4, ", "exit 1"));
  expect(new Set(rows.map((row) => row.split(" ")[0])).size).toBe(5);
});

test("deadlines and times to live are waited for", () => {
  expect(settle(job("activeDeadlineSeconds: 300, ", "sleep infinity")).lastRow).toBeGreaterThan(300);
  const { lastRow, end } = settle(job("ttlSecondsAfterFinished: 200, ", "sleep 1"));
  expect(lastRow).toBeGreaterThan(200);
  expect(end).toBeLessThan(300);
});
