import type { Bench } from "./figure.ts";
import { foundingChart, program } from "./places.ts";
import { type CommandLine, shortestTimes } from "./processes.ts";

/** Commands that simulate one small chart again and again, in as many threads as there are processors. */
export const manyRuns: Bench = (tell) => {
  const line = (...args: readonly string[]): CommandLine => [process.execPath, program, ...args];
  const { estimate, explore } = shortestTimes(
    {
      estimate: line("estimate", foundingChart, "--runs", "1000"),
      explore: line("explore", foundingChart),
    },
    3,
  );
  tell({ name: "estimate of 1000 runs", value: estimate, unit: "ms", goal: { most: 3000, is: "value" } });
  tell({
    name: "explore, all that can go wrong",
    value: explore,
    unit: "ms",
    goal: { most: 5000, is: "value" },
  });
};
