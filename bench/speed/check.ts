import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench } from "./figure.ts";
import { foundingChart, program } from "./places.ts";
import { type CommandLine, shortestTimes, timeOf } from "./processes.ts";

const count = 500;

/** `seatrial check` of many scenarios with their snapshots, in one worker and in two. */
export const check: Bench = (tell) => {
  const folder = mkdtempSync(join(tmpdir(), "seatrial-bench-"));
  try {
    const scenarios = join(folder, "scenarios");
    mkdirSync(scenarios);
    cpSync(foundingChart, join(scenarios, "chart"), { recursive: true });
    for (let i = 0; i < count; i++) writeFileSync(join(scenarios, `s${i}.yaml`), scenarioText(i));
    const line = (threads: number): CommandLine => [
      ...([process.execPath, program, "check", scenarios] as const),
      ...["--threads", String(threads)],
    ];
    timeOf(line(2)); // writes the snapshots
    const { one, two } = shortestTimes({ one: line(1), two: line(2) }, 3);
    tell({ name: `check of ${count} scenarios, one worker`, value: one, unit: "ms" });
    tell({
      name: `check of ${count} scenarios, two workers`,
      value: two,
      unit: "ms",
      ratio: one / two,
      of: "as fast",
      goal: { least: 1.7, is: "ratio" },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const scenarioText = (i: number): string => `
name: s${i}
seed: ${i}
cluster: { nodes: [{ name: node, count: ${1 + (i % 3)}, cpu: "2", memory: 8Gi }] }
steps:
  - helm install demo ./chart --set hookSeconds=${1 + (i % 7)}
  - sleep 5s
expect:
  - release demo is deployed
`;
