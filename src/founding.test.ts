import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScenario } from "./node/read-scenario.ts";
import { simulateScenario } from "./node/simulate-scenario.ts";

const here = fileURLToPath(new URL("../scenarios/founding/", import.meta.url));

interface Row {
  /** the line without its age, the random parts of its name hidden */
  readonly text: string;
  /** seconds */
  readonly age: number;
}

/**
 * Template hashes have eight to ten characters; from the first one on they set the width of the name column. So rows
 * are read as if each hash had nine.
 */
function readRows(lines: readonly string[]): Row[] {
  let excess = 0;
  return lines.map((line) => {
    const hash = /-([a-z0-9]{8,10})-[a-z0-9]{5}(?= )/.exec(line);
    if (hash !== null) excess = (hash[1] ?? "").length - 9;
    const padding = (spaces: string): string => " ".repeat(spaces.length - (hash === null ? excess : 0));
    const text = line
      .replace(/ +/, padding)
      .replace(/-[a-z0-9]{8,10}-[a-z0-9]{5}(?= )/, "-#########-#####")
      .replace(/-[a-z0-9]{5}(?= )/, "-#####")
      .replace(/\d+s\s*$/, "");
    return { text, age: Number(/(\d+)s\s*$/.exec(line)?.[1] ?? 0) };
  });
}

test("the recorded trace comes out again", async () => {
  const recorded = readRows(readFileSync(`${here}trace.txt`, "utf8").split("\n").filter(Boolean));
  const recording = simulateScenario(await readScenario(`${here}scenario.yaml`));
  const simulated = readRows(recording.watch.pods.map(({ line }) => line));
  expect(recording.steps.map((step) => step.exitCode)).toEqual([0]);
  expect(simulated.map(({ text }) => text)).toEqual(recorded.map(({ text }) => text));
  for (const [i, { text, age }] of simulated.entries())
    expect(Math.abs(age - (recorded[i]?.age ?? Number.NaN)), text).toBeLessThanOrEqual(1);
});
