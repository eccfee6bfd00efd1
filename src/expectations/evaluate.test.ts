import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { simulateScenario } from "../node/simulate-scenario.ts";
import type { Recording } from "../recording/recording.ts";
import { parseClaim } from "../scenario/expect/parse-claim.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { checkExpectations, failedSteps } from "./check-expectations.ts";
import { evaluateClaims } from "./evaluate.ts";

const chart = fileURLToPath(new URL("../../scenarios/hook-weights/chart", import.meta.url));

const record = async (text: string): Promise<Recording> => ({
  ...simulateScenario(
    await loadScenario({ file: "x.yaml", text: text.replaceAll("CHART", chart), readFile: () => "" }),
  ),
  findings: [],
});

const run = await record(`
steps:
  - helm install demo CHART --set hookSeconds=1
  - sleep 5s
  - kubectl scale deployment web --replicas=3
  - sleep 5s
`);
const failed = await record(`
containers:
  - { match: { workload: Job/migrate-schema }, run: 2s, exitCode: 3 }
steps:
  - helm install demo CHART --set hookSeconds=1
  - sleep 5s
  - helm uninstall demo
  - sleep 40s
`);

const verdict = (sentence: string, recording: Recording): string => {
  const [found] = evaluateClaims([parseClaim(sentence)], recording);
  return found === undefined || found.ok ? "" : found.happened;
};

describe("what comes true in a run", () => {
  test.each([
    "step 1 exits 0",
    "step 1 prints STATUS: deployed",
    "step 2 never prints Error",
    "release demo is deployed",
    "Job/check-database completes",
    "Job/migrate-schema never fails",
    "Job/migrate-schema completes before Deployment/web is created",
    "Deployment/web is created after Job/migrate-schema completes",
    "Deployment/web is created never before Job/load-fixtures completes",
    "Job/* completes after step 1 starts",
    "hook Job/check-database ends before pre-install hook Job/migrate-schema starts",
    "hook Job/check-database never overlaps hook Job/migrate-schema",
    "Pod/web-* overlaps step 1",
    "Pod/web~1~1 is ready",
    "Pod/web-* is never CrashLoopBackOff",
    "Deployment/web never has fewer than 1 ready",
    "Deployment/web never has more than 3 ready",
    "Deployment/web is changed after step 1 ends",
    "Deployment/web is Available",
    "within 60s",
    "Job/check-database completes within 5s",
    "Deployment/web is ready within 3s of Deployment/web is created",
    "left: Deployment/web",
    "Job/check-database is not left",
    "Deployment/web is left",
    "no findings",
    "Pod/check-database-* has 10 rows",
    "Pod/web-* has at least 12 rows",
    "Pod/default/web-* is Running",
    "ConfigMap/none is never created",
  ])("%s", (sentence) => {
    expect(verdict(sentence, run)).toBe("");
  });
});

describe("what does not, and what there was instead", () => {
  test.each([
    ["step 1 exits 1", /^step 1 exited with 0\.$/],
    ["step 3 exits 0", /^there was no step 3; the run had 2, sleep not counted\.$/],
    ["step 1 prints wonders", /^step 1 printed:\n {2}NAME: demo/],
    ["release demo is failed", /^release demo is deployed at the end\.$/],
    ["release dmo is deployed", /^there was no release dmo in the run; there was demo\.$/],
    [
      "Job/check-databas completes",
      /no object Job\/check-databas in the run\. Did you mean Job\/check-database\?/,
    ],
    ["Job/check-database fails", /^it never came to this for Job\/check-database\.$/],
    ["Job/check-database never completes", /^Job\/check-database completed at [\d.]+s\.$/],
    [
      "Deployment/web is created before Job/migrate-schema completes",
      /^Job\/migrate-schema completed at [\d.]+s, before Deployment\/web was created at [\d.]+s\.$/,
    ],
    [
      "Job/migrate-schema completes never before Deployment/web is created",
      /^Job\/migrate-schema completed at [\d.]+s, before Deployment\/web was created at/,
    ],
    [
      "Job/check-database overlaps Job/migrate-schema",
      /^Job\/check-database went on from .* Job\/migrate-schema went on/,
    ],
    ["Pod/web-* never overlaps step 1", /went on from/],
    ["Deployment/web never has fewer than 4 ready", /^Deployment\/web never had 4 ready, 3 at most\.$/],
    ["Deployment/web never has more than 2 ready", /^Deployment\/web had 3 ready at [\d.]+s\.$/],
    ["within 3s", /^step 2 ended at [\d.]+s, [\d.]+s after the start\.$/],
    [
      "Deployment/web is created within 1s of Job/check-database is created",
      /^Deployment\/web was created at .* after Job\/check-database was created\.$/,
    ],
    ["nothing is left", /^left: Deployment\/web, Pod\/web-/],
    ["left: Deployment/web, Job/announce", /^not left: Job\/announce\.$/],
    ["Deployment/web is not left", /^left: Deployment\/web\.$/],
    ["finding hook-left-blocks-next-run", /^there are no findings\.$/],
    ["Pod/check-database-* has at most 3 rows", /^there were 10\.$/],
    ["Pod/nginx-* is never OOMKilled", /^there was no object Pod\/nginx-\* in the run\./],
  ])("%s", (sentence, happened) => {
    expect(verdict(sentence, run)).toMatch(happened);
  });
});

test.each([
  ["step 1 exits 1", ""],
  ["step 1 prints pre-install", ""],
  ["Job/migrate-schema fails", ""],
  ["hook Job/migrate-schema fails", ""],
  ["Deployment/web is never created", ""],
  ["release demo is uninstalled", ""],
  ["Job/load-fixtures is never created", ""],
  ["Job/check-database is not left", ""],
  ["left: Job/migrate-schema", ""],
  ["hook Job/migrate-schema completes", "it never came to this: hook Job/migrate-schema completes."],
])("a failed install: %s", (sentence, happened) => {
  expect(verdict(sentence, failed)).toBe(happened);
});

test("a finding is found by its rule and its object", () => {
  const object = { kind: "Job", namespace: "default", name: "a" };
  const finding = {
    rule: "hook-left-blocks-next-run",
    severity: "warning",
    message: "It stays.",
    advice: "",
    object,
    t: 1,
  } as const;
  const found = { ...run, findings: [finding] };
  expect(verdict("finding hook-left-blocks-next-run on Job/a", found)).toBe("");
  expect(verdict("no finding hook-left-blocks-next-run on Job/b", found)).toBe("");
  expect(verdict("no findings", found)).toBe("there is hook-left-blocks-next-run: It stays.");
  expect(verdict("finding wait-deadlock", found)).toBe("there is hook-left-blocks-next-run: It stays.");
});

test("a failed expectation shows the rows around it", () => {
  const sentence = "Deployment/web is created before Job/load-fixtures completes";
  const [only, ...others] = checkExpectations(
    [{ sentence, claim: parseClaim(sentence), place: { line: 4 } }],
    run,
  );
  expect(others).toEqual([]);
  expect(only).toMatchObject({ expected: sentence, place: { line: 4 } });
  expect(only?.rows[0]).toMatch(/^ {10}NAME +READY/);
  expect(only?.rows.filter((row) => row.includes("load-fixtures")).length).toBeGreaterThan(0);
  expect(only?.rows.length).toBeLessThan(14);
});

test("a step that fails is a failure unless a sentence says so", () => {
  expect(failedSteps([], failed, []).map(({ expected }) => expected)).toEqual(["step 1 exits 0"]);
  const said = { sentence: "", claim: parseClaim("step 1 exits 1"), place: {} };
  expect(failedSteps([said], failed, [])).toEqual([]);
});
