import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScenario } from "./node/read-scenario.ts";
import { simulateScenario } from "./node/simulate-scenario.ts";

const here = fileURLToPath(new URL("../scenarios/founding/", import.meta.url));

/** A row with its random name parts hidden, its age in seconds apart. */
function readRow(line: string): { row: string; age: number | undefined } {
  const age = /(\d+)s\s*$/.exec(line)?.[1];
  const row = line
    .replace(/-[a-z0-9]{8,10}-[a-z0-9]{5}(?= )/, (hash) => "#".repeat(hash.length))
    .replace(/-[a-z0-9]{5}(?= )/, "-#####")
    .replace(/\d+s\s*$/, "");
  return { row, age: age === undefined ? undefined : Number(age) };
}

test("the recorded trace comes out again", async () => {
  const recorded = readFileSync(`${here}trace.txt`, "utf8").split("\n").filter(Boolean).map(readRow);
  const recording = simulateScenario(await readScenario(`${here}scenario.yaml`));
  const simulated = recording.watch.pods.map(({ line }) => readRow(line));
  expect(recording.steps.map((step) => step.exitCode)).toEqual([0]);
  expect(simulated.map(({ row }) => row)).toEqual(recorded.map(({ row }) => row));
  const differences = simulated.map(({ age }, i) => Math.abs((age ?? 0) - (recorded[i]?.age ?? 0)));
  expect(Math.max(...differences)).toBeLessThanOrEqual(1);
});
