import { nodeAdapters } from "../../src/node/node-adapters.ts";
import { readScenario } from "../../src/node/read-scenario.ts";
import { reusingAdapters } from "../../src/node/reusing-adapters.ts";
import { simulate } from "../../src/simulate.ts";
import type { Bench } from "./figure.ts";
import { stopwatch } from "./stopwatch.ts";

/** One small scenario again and again, in one process: what `explore`, `estimate` and `check` live on. */
export const founding: Bench = async (tell) => {
  const scenario = await readScenario("scenarios/hook-weights/scenario.yaml");
  const perSecond = (adapters: typeof nodeAdapters): number => {
    const run = (): number => {
      const count = 40;
      const elapsed = stopwatch();
      for (let i = 0; i < count; i++) simulate({ ...scenario, seed: i }, adapters, {});
      return count / elapsed();
    };
    return Math.max(...Array.from({ length: 15 }, run));
  };
  tell({ name: "founding chart, rendered each time", value: perSecond(nodeAdapters), unit: "simulations/s" });
  tell({
    name: "founding chart, rendered once",
    value: perSecond(reusingAdapters()),
    unit: "simulations/s",
    goal: { least: 300, is: "value" },
  });
};
