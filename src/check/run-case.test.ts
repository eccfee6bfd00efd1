import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { countedCharts } from "../node/counted-charts.test-support.ts";
import { reusingAdapters } from "../node/reusing-adapters.ts";
import { loadCases } from "./load-cases.ts";
import { runCase } from "./run-case.ts";

const path = fileURLToPath(new URL("../../scenarios/hook-weights/scenario.yaml", import.meta.url));

test("cases share a chart, and its rendering where they ask for the same", async () => {
  const counted = countedCharts();
  const adapters = reusingAdapters(counted.adapters);
  for (const flags of [[], [], ["--set", "hookSeconds=3"]])
    for (const check of await loadCases({ kind: "scenario", path }, { flags, snapshots: "/none" }))
      expect(runCase({ check, update: "none", findings: undefined }, adapters).snapshot).toBe("missing");
  expect(counted).toMatchObject({ loaded: 1, rendered: 2 });
});
