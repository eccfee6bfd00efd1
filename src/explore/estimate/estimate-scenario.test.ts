import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { estimatesText } from "../../report/estimate-text.ts";
import { loadScenario } from "../../scenario/load-scenario.ts";
import { estimateScenario } from "./estimate-scenario.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

async function estimated(yaml: string, runs: number, threads = 1, worker?: string) {
  const file = `${root}scenarios/hook-weights/made.yaml`;
  const scenario = await loadScenario({ file, text: yaml, readFile: () => "" });
  return estimateScenario(scenario, {
    ...{ namespace: "default", runs, threads, worker },
    onProgress: () => {},
    onChartError: (error) => {
      throw error;
    },
  });
}

const drawn = `
containers:
  - match: { workload: Job/migrate-schema }
    run: { min: 10s, max: 30s }
  - match: { workload: Job/* }
    run: 1s
steps:
  - helm install demo ./chart --timeout 22s
`;

test("how likely a command is late, what it needs, and on what that hangs", async () => {
  const [estimate] = await estimated(drawn, 60);
  if (estimate === undefined) throw new Error("nothing was estimated");
  const { done, late, failed, influences, took, longestWait, histogram } = estimate;
  expect({ runs: done + late, failed }).toEqual({ runs: 60, failed: 0 });
  // a wait is some three seconds longer than the container runs: late from 19 s on of 10 to 30
  expect(late / 60).toBeGreaterThan(0.4);
  expect(late / 60).toBeLessThan(0.7);
  expect(longestWait.max).toBeGreaterThan(30);
  expect(took.p50).toBeGreaterThan(longestWait.p50);
  expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(60);
  const [first] = influences;
  expect(first?.what).toBe("Job/migrate-schema: work");
  expect(first?.slope).toBeGreaterThan(0.9);
  expect(first?.slope).toBeLessThan(1.1);
  expect(first?.share).toBeGreaterThan(0.7);
  expect(influences.find(({ what }) => what === "Job/announce: work")?.slope).toBeNull();
  expect(estimate.errors.reduce((sum, { count }) => sum + count, 0)).toBe(late);
});

test("what never succeeds is no question of time", async () => {
  const [estimate] = await estimated(
    "containers: [{ match: { workload: Job/migrate-schema }, exitCode: 1 }]\nsteps: [helm install demo ./chart]",
    5,
  );
  expect(estimate).toMatchObject({ done: 0, late: 0, failed: 5, chanceLate: 0, histogram: [] });
});

test("the text keeps within a terminal", async () => {
  const text = estimatesText(await estimated(drawn, 12));
  expect(text).toContain("12 runs: ");
  expect(text).toContain("Job/migrate-schema: work");
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

const worker = `${root}dist/estimate-worker.js`;
test.skipIf(!existsSync(worker))("threads change nothing", async () => {
  expect(JSON.stringify(await estimated(drawn, 25, 2, worker))).toBe(
    JSON.stringify(await estimated(drawn, 25)),
  );
});
