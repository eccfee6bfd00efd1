import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { fingerprint } from "../findings/fingerprint.ts";
import { reporters } from "../report/check/reporters.ts";
import type { CheckSummary } from "./case-result.ts";
import { readSummaries } from "./read-summary.ts";
import { type CheckOptions, runChecks } from "./run-checks.ts";

const root = mkdtempSync(join(tmpdir(), "seatrial-"));
const scenarios = join(root, "scenarios");
const snapshots = join(root, "snapshots");
afterAll(() => rmSync(root, { recursive: true }));

const job = (name: string, weight: number): string =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: {name: ${name}, annotations: {helm.sh/hook: pre-install, helm.sh/hook-weight: "${weight}"}}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox}]}}}\n---\n`;

const writeChart = (a: number, b: number): void =>
  writeFileSync(join(root, "chart/templates/all.yaml"), job("a", a) + job("b", b));

const writeScenario = (name: string, more = ""): void =>
  writeFileSync(join(scenarios, `${name}.yaml`), `steps:\n  - helm install demo ../chart\n${more}`);

beforeEach(() => {
  rmSync(scenarios, { recursive: true, force: true });
  rmSync(snapshots, { recursive: true, force: true });
  mkdirSync(scenarios);
  mkdirSync(join(root, "chart/templates"), { recursive: true });
  writeFileSync(join(root, "chart/Chart.yaml"), "apiVersion: v2\nname: c\nversion: 1.0.0\n");
  writeChart(1, 2);
  writeScenario("one");
});

const check = (update: CheckOptions["update"], options: Partial<CheckOptions> = {}): Promise<CheckSummary> =>
  runChecks(
    [scenarios],
    { overrides: { flags: [] }, selection: {}, update, bail: false, worker: undefined, ...options },
    { started() {}, finished() {} },
  );
const states = ({ results }: CheckSummary): string[] =>
  results.map(({ id, snapshot, failures }) => `${id}: ${failures[0]?.kind ?? snapshot}`);
const report = (name: string, summary: CheckSummary): string => {
  let text = "";
  const output = { write: (part: string) => (text += part), progress: undefined, color: false };
  const reporter = reporters.get(name)?.(output);
  reporter?.started(summary.results.length);
  for (const result of summary.results) reporter?.finished(result);
  reporter?.ended(summary);
  return text;
};

test("a snapshot is written, matches, and is missed where none may be written", async () => {
  expect(states(await check("none"))).toEqual(["one: missing-snapshot"]);
  expect(states(await check("new"))).toEqual(["one: written"]);
  expect(states(await check("none"))).toEqual(["one: matched"]);
});

test("hooks that change places are named, and accepted by an update", async () => {
  await check("new");
  writeChart(2, 1);
  const summary = await check("new");
  const [failure] = summary.results[0]?.failures ?? [];
  expect(failure?.message).toContain(
    "pre-install hook Job/b now starts before pre-install hook Job/a starts.",
  );
  expect(failure?.detail).toContain("-pre-install hook Job/a starts");
  for (const name of reporters.keys()) expect(report(name, summary)).toMatch(/now starts before/);
  expect(report("tap", summary)).toMatch(/^TAP version 13\nnot ok 1 - one\n[\s\S]*\n1\.\.1\n$/);
  expect(states(await check("all"))).toEqual(["one: updated"]);
  expect(states(await check("none"))).toEqual(["one: matched"]);
});

test("a run that fails leaves the snapshot as it was", async () => {
  await check("new");
  const before = readFileSync(join(snapshots, "one.trace"), "utf8");
  writeChart(2, 1);
  writeScenario("one", "expect:\n  - Job/a fails\n");
  expect(states(await check("all"))).toEqual(["one: expectation"]);
  expect(readFileSync(join(snapshots, "one.trace"), "utf8")).toBe(before);
  expect(readdirSync(snapshots)).toEqual(["one.trace"]);
});

test("a snapshot of no scenario fails, and goes with an update", async () => {
  await check("new");
  writeFileSync(join(snapshots, "old.trace"), "x\n");
  expect(await check("none")).toMatchObject({
    obsolete: [join(snapshots, "old.trace")],
    obsoleteIs: "failure",
  });
  expect((await check("new", { selection: { filter: "one" } })).obsoleteIs).toBe("note");
  await check("all");
  expect(readdirSync(snapshots)).toEqual(["one.trace"]);
});

test("a matrix is run whole, and every case is in one shard", async () => {
  writeScenario("one", "matrix: {set: [a=1, a=2], helm: [3.17.3, 4.1.4]}\n");
  const all = states(await check("new"));
  expect(all).toEqual([
    "one (a=1, helm 3.17.3): written",
    "one (a=1, helm 4.1.4): written",
    "one (a=2, helm 3.17.3): written",
    "one (a=2, helm 4.1.4): written",
  ]);
  const shards = await Promise.all(
    [1, 2, 3].map((index) => check("none", { selection: { shard: { index, of: 3 } } })),
  );
  expect(shards.flatMap(states).sort()).toEqual(all.map((each) => each.replace("written", "matched")));
});

test("the reports of shards make one", async () => {
  writeScenario("two", "expect: [Job/a fails]\n");
  const whole = await check("new");
  const files = await Promise.all(
    [1, 2].map(async (index) => {
      const part = await check("none", { selection: { shard: { index, of: 2 } } });
      writeFileSync(join(root, `${index}.json`), report("json", part));
      return join(root, `${index}.json`);
    }),
  );
  const merged = readSummaries(files);
  expect(merged.results.map(({ id, failures }) => [id, failures])).toEqual(
    whole.results.map(({ id, failures }) => [id, failures]),
  );
  writeFileSync(join(root, "3.json"), "{}");
  expect(() => readSummaries([join(root, "3.json")])).toThrow(/3\.json is no report/);
});

test("with bail nothing begins after a failure", async () => {
  writeScenario("another", "expect: [Job/a fails]\n");
  const summary = await check("new", { bail: true });
  expect(states(summary)).toEqual(["another: expectation"]);
  expect(summary.skipped).toBe(1);
});

test("only what a change touches is run", async () => {
  const touched = async (path: string): Promise<number> =>
    (await check("new", { selection: { changed: [join(root, path)] } })).results.length;
  expect(await touched("chart/templates/all.yaml")).toBe(1);
  expect(await touched("scenarios/one.yaml")).toBe(1);
  expect(await touched("chart-2/values.yaml")).toBe(0);
});

test("a step that fails is told until a sentence or the snapshot says so", async () => {
  writeScenario("one", "containers: [{match: {workload: Job/a}, exitCode: 1}]\n");
  expect(states(await check("new"))).toEqual(["one: expectation"]);
  expect(states(await check("all"))).toEqual(["one: written"]);
  expect(states(await check("none"))).toEqual(["one: matched"]);
});

test("findings fail where they are asked for, unless they are known", async () => {
  await check("new");
  const limit = { threshold: "note", known: new Set<string>() } as const;
  const [result] = (await check("none", { findings: limit })).results;
  const rules = result?.failures.map(({ kind, title }) => `${kind} ${title}`);
  expect(rules).toContain("finding note[image-tag-moves]");
  const known = new Set(result?.findings?.map(fingerprint));
  expect(states(await check("none", { findings: { ...limit, known } }))).toEqual(["one: matched"]);
  expect(states(await check("none", { findings: { ...limit, threshold: "error" } }))).toEqual([
    "one: matched",
  ]);
});

test("values of the command line count, and are not part of the snapshot", async () => {
  writeFileSync(
    join(root, "chart/templates/all.yaml"),
    `${job("a", 1)}{{- if .Values.more }}\n${job("b", 2)}{{- end }}\n`,
  );
  await check("new");
  const withMore = (value: string): Promise<CheckSummary> =>
    check("none", { overrides: { flags: ["--set", `more=${value}`] } });
  expect(states(await withMore("false"))).toEqual(["one: matched"]);
  expect(states(await withMore("true"))).toEqual(["one: snapshot"]);
});
