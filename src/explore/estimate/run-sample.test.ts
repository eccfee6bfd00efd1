import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { countedCharts } from "../../node/counted-charts.test-support.ts";
import { readScenario } from "../../node/read-scenario.ts";
import { reusingAdapters } from "../../node/reusing-adapters.ts";
import { parseStep } from "../../scenario/steps/parse-step.ts";
import { runSample } from "./run-sample.ts";

const file = fileURLToPath(new URL("../../../scenarios/hook-weights/scenario.yaml", import.meta.url));

test("a chart is read and rendered once for all runs", async () => {
  const scenario = await readScenario(file);
  const counted = countedCharts();
  const adapters = reusingAdapters(counted.adapters);
  const times = [1, 2, 3, 4].map((seed) => runSample(scenario, seed, adapters, {})[0]?.took);
  expect(new Set(times).size).toBe(4);
  expect(counted).toMatchObject({ loaded: 1, rendered: 1 });
});

test("what is wrong with a chart is told once, though a failed command is tried with more time", async () => {
  const scenario = await readScenario(file);
  const broken = { ...scenario, steps: [parseStep("helm install demo ./nowhere", {})] };
  const told: string[] = [];
  const onChartError = ({ message }: Error): number => told.push(message);
  const [sample] = runSample(broken, 1, reusingAdapters(), { onChartError });
  expect(sample?.outcome).toBe("failed");
  expect(told).toEqual(['path "./nowhere" not found']);
});
