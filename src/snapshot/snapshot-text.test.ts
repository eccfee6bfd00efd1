import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { simulateScenario } from "../node/simulate-scenario.ts";
import type { Recording } from "../recording/recording.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { diffLines } from "./diff-lines.ts";
import { type SnapshotLevel, snapshotText } from "./snapshot-text.ts";

const chart = fileURLToPath(new URL("../../scenarios/hook-weights/chart", import.meta.url));

const record = async (text: string): Promise<Recording> =>
  simulateScenario(
    await loadScenario({ file: "x.yaml", text: text.replaceAll("CHART", chart), readFile: () => "" }),
  );

const steps = `steps:
  - helm install demo CHART --set hookSeconds=1
  - sleep 5s
`;
const run = await record(steps);

test("the order of things", () => {
  expect(snapshotText(run)).toBe(`# seatrial snapshot: order
# $ helm install demo ${chart} --set hookSeconds=1
# pre-install hooks
pre-install hook Job/check-database starts
  Job/check-database is created
  Pod/check-database~1 is created
  Pod/check-database~1 is ready
  Pod/check-database~1 completes
  Job/check-database completes
pre-install hook Job/check-database completes
pre-install hook Job/migrate-schema starts
  Job/migrate-schema is created
  Pod/migrate-schema~1 is created
  Pod/migrate-schema~1 is ready
  Pod/migrate-schema~1 completes
  Job/migrate-schema completes
pre-install hook Job/migrate-schema completes
pre-install hook Job/load-fixtures starts
  Job/load-fixtures is created
  Pod/load-fixtures~1 is created
  Pod/load-fixtures~1 is ready
  Pod/load-fixtures~1 completes
  Job/load-fixtures completes
pre-install hook Job/load-fixtures completes
  Job/check-database is deleted
  Pod/check-database~1 is deleted
  Job/migrate-schema is deleted
  Pod/migrate-schema~1 is deleted
  Job/load-fixtures is deleted
  Pod/load-fixtures~1 is deleted
# create
  Deployment/web is created
  Pod/web~1~1 is created
  Pod/web~1~1 is ready
  Deployment/web is ready (1)
# post-install hooks
post-install hook Job/announce starts
  Job/announce is created
  Pod/announce~1 is created
  Pod/announce~1 is ready
  Pod/announce~1 completes
  Job/announce completes
post-install hook Job/announce completes
  Job/announce is deleted
  Pod/announce~1 is deleted
step 1 exits 0
`);
});

test("every state, with times from each object's own start", () => {
  const text = snapshotText(run, { level: "states" });
  expect(text).toContain(
    "# create\n  0s  Deployment/web is created: 0/1\n  0s  ReplicaSet/web~1 is created: 0\n",
  );
  expect(text).toMatch(/^ {2}2s {2}Pod\/migrate-schema~1 0\/1 Completed$/m);
  expect(text).toMatch(/^pre-install hook Job\/migrate-schema completes after [\d.]+s$/m);
});

test("the rows of a watch between what Helm does", () => {
  const text = snapshotText(run, { level: "rows" });
  expect(text).toContain(
    "# pre-install hooks\npre-install hook Job/check-database starts\n0s  check-database~1  0/1  Pending",
  );
  expect(text.split("\n").filter((line) => /^\d+s {2}/.test(line))).toHaveLength(run.watch.pods.length - 1);
  expect(text).not.toMatch(/deployments|^> /m);
});

test("everything: the rows of all watches, events, and what Helm prints", () => {
  const text = snapshotText(run, { level: "full" });
  expect(text).toMatch(/^\d+s {2}deployments {2}web {2}1\/1/m);
  expect(text).toMatch(/^\d+s {2}events {2}Normal {2}Scheduled {2}Pod\/web~1~1/m);
  expect(text).toContain("\n> STATUS: deployed\n");
});

const levels: readonly SnapshotLevel[] = ["order", "states", "rows", "full"];

test.each(levels)("another seed changes nothing at level %s", async (level) => {
  const other = await record(`seed: 99\n${steps}`);
  const strip = (text: string): string => text.replace(/drawn|\d+s ago/g, "");
  if (level === "rows" || level === "full")
    expect(snapshotText(other, { level })).not.toMatch(/web-[a-z0-9]{9,10}-/);
  else
    expect(strip(snapshotText(other, { level, grain: 2000 }))).toBe(
      strip(snapshotText(run, { level, grain: 2000 })),
    );
});

describe("another workload", () => {
  const folder = mkdtempSync(join(tmpdir(), "seatrial-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "templates"));
  writeFileSync(join(folder, "Chart.yaml"), "apiVersion: v2\nname: many\nversion: 1.0.0\n");
  const manifests = ["Deployment", "StatefulSet", "Job", "Hook"].map((kind) => {
    const job = kind === "Job" || kind === "Hook";
    const name = `{{ . }}-${kind.toLowerCase()}`;
    const annotations = kind === "Hook" ? ", annotations: {helm.sh/hook: post-install}" : "";
    const selector = job ? "" : `replicas: 2, selector: {matchLabels: {app: ${name}}}, `;
    const pod = `metadata: {labels: {app: ${name}}}, spec: {restartPolicy: ${job ? "Never" : "Always"}, containers: [{name: c, image: nginx}]}`;
    return `
apiVersion: ${job ? "batch/v1" : "apps/v1"}
kind: ${job ? "Job" : kind}
metadata: {name: ${name}${annotations}}
spec: {${selector}template: {${pod}}}
---`;
  });
  writeFileSync(
    join(folder, "templates/all.yaml"),
    `{{- range .Values.names }}${manifests.join("")}\n{{- end }}\n`,
  );

  const lines = async (names: string, level: SnapshotLevel, flags: string): Promise<string[]> => {
    writeFileSync(join(folder, "values.yaml"), `names: [${names}]\n`);
    const recording = await record(`steps:\n  - helm install x ${folder}${flags}\n  - sleep 20s\n`);
    // pods on one node get in each other's way, by fractions of a second
    return snapshotText(recording, { level })
      .replace(/\b[\d.]+s\b/gm, "…")
      .split("\n");
  };

  test.each([
    ["order", ""],
    ["order", " --wait"],
    ["states", ""],
    ["states", " --wait"],
  ] as const)("changes only its own lines at level %s%s", async (level, flags) => {
    const diff = diffLines(await lines("a, c", level, flags), await lines("a, b, c", level, flags));
    const changed = diff.filter(({ sign }) => sign !== " ");
    expect(changed.length).toBeGreaterThan(20);
    for (const { sign, text } of changed) expect([sign, text]).toEqual(["+", expect.stringMatching(/\/b-/)]);
  });
});

test("a crash loop comes once in the order of things", async () => {
  const crashing = await record(
    `containers: [{ match: { workload: Deployment/web }, run: 1s, exitCode: 1 }]\n${steps.replace("5s", "300s")}`,
  );
  const lines = snapshotText(crashing)
    .split("\n")
    .filter((line) => line.includes("Pod/web~1~1"));
  expect(lines.filter((line) => line.endsWith("is CrashLoopBackOff"))).toHaveLength(1);
  expect(lines.filter((line) => line.endsWith("is Error"))).toHaveLength(1);
});

test("what happens where calls take no time stands where it belongs", async () => {
  const instant = await record(`cluster: { latency: instant }\n${steps}`);
  expect(snapshotText(instant)).toBe(snapshotText(run));
});
