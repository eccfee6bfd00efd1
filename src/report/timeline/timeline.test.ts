import { expect, test } from "vitest";
import { readScenario } from "../../node/read-scenario.ts";
import { simulateScenario } from "../../node/simulate-scenario.ts";
import { timelineOf } from "./timeline.ts";

const recording = simulateScenario(await readScenario("scenarios/hook-fails/scenario.yaml"));

test("a timeline has the commands and phases of Helm, its hooks, and the pods below their workloads", () => {
  const { title, sections } = timelineOf(recording);
  expect(title).toBe("helm install demo ../hook-weights/chart --set hookSeconds=1");
  expect(sections.map(({ heading, rows }) => [heading, rows.map(({ label }) => label)])).toEqual([
    ["Helm", [title, "pre-install hooks"]],
    ["Hooks", ["Job/check-database (pre-install)", "Job/migrate-schema (pre-install)"]],
    ["Job/check-database", ["check-database-jthz8"]],
    ["Job/migrate-schema", ["migrate-schema-jc6fn"]],
  ]);
});

test("it is calm a little after the last thing has happened, however long the run goes on", () => {
  const { calm } = timelineOf(recording);
  expect(calm).toBeGreaterThan(10);
  expect(calm).toBeLessThan(12);
  expect(timelineOf({ ...recording, end: 10.1 }).calm).toBe(10.1);
});
