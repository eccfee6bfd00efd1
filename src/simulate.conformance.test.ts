import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { readScenario } from "./node/read-scenario.ts";

const shared = "../shared";
const recordings = `${shared}/recordings`;

const cases = existsSync(recordings)
  ? readdirSync(recordings)
      .filter((name) => existsSync(`${recordings}/${name}/scenario.yaml`))
      .sort()
  : [];

test.skipIf(cases.length > 0)("skipped: there are no recordings beside this repository", () => {
  expect(cases).toEqual([]);
});

test.each(cases)("the scenario %s loads", async (name) => {
  const scenario = await readScenario(`${recordings}/${name}/scenario.yaml`);
  expect(scenario.name).toBe(name);
  expect(scenario.steps.length).toBeGreaterThan(0);
});

interface Score {
  readonly name: string;
  readonly variant: string;
  readonly error?: string;
  readonly pods: number;
  readonly samePods: number;
  readonly orderPairs: number;
  readonly orderSame: number;
  readonly rowsReal: number;
  readonly rowsSim: number;
  readonly steps: number;
  readonly codes: number;
  readonly texts: number;
}

test.skipIf(cases.length === 0)(
  "simulated runs are as close to the recorded ones as those are to each other",
  () => {
    const { stdout } = spawnSync(
      "node",
      [
        `${shared}/tools/score-recordings.mjs`,
        recordings,
        "--json",
        "--",
        "node",
        `${process.cwd()}/dist/cli.js`,
        "run",
        "-o",
        "json",
      ],
      { encoding: "utf8", maxBuffer: 1 << 28 },
    );
    const scores = JSON.parse(stdout) as readonly Score[];
    const sum = (
      key:
        | "pods"
        | "samePods"
        | "orderPairs"
        | "orderSame"
        | "rowsReal"
        | "rowsSim"
        | "steps"
        | "codes"
        | "texts",
    ) => scores.reduce((total, score) => total + score[key], 0);
    expect(scores.filter((score) => score.error !== undefined)).toEqual([]);
    expect(sum("samePods") / sum("pods")).toBeGreaterThan(0.97);
    expect(sum("orderSame") / sum("orderPairs")).toBeGreaterThan(0.97);
    expect(sum("codes") / sum("steps")).toBe(1);
    expect(sum("texts") / sum("steps")).toBeGreaterThan(0.97);
    expect(Math.abs(sum("rowsSim") / sum("rowsReal") - 1)).toBeLessThan(0.03);
  },
);
