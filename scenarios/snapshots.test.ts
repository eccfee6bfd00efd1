import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScenario } from "../src/cli/read-scenario.ts";
import { chartSource } from "../src/node/chart-source.ts";
import { serializeRecording } from "../src/recording/serialize.ts";
import { simulate } from "../src/simulate.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const names = readdirSync(`${root}/scenarios`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

const run = async (name: string) => simulate(await readScenario(`${root}/scenarios/${name}/scenario.yaml`), { chartSource });

test.each(names.filter((name) => existsSync(`${root}/snapshots/${name}.trace`)))(
  "%s gives the trace in snapshots/",
  async (name) => {
    const trace = (await run(name)).watch.pods.map(({ line }) => `${line}\n`).join("");
    await expect(trace).toMatchFileSnapshot(`${root}/snapshots/${name}.trace`);
  },
);

test("there is a snapshot for the first example", () => {
  expect(existsSync(`${root}/snapshots/hook-weights.trace`)).toBe(true);
});

test.each(names)("%s gives the same bytes every time", async (name) => {
  const first = serializeRecording(await run(name));
  for (let i = 0; i < 9; i++) expect(serializeRecording(await run(name)) === first).toBe(true);
});

test("another seed gives other names and the same rows", async () => {
  const scenario = await readScenario(`${root}/scenarios/hook-weights/scenario.yaml`);
  const trace = (seed: number) => simulate({ ...scenario, seed }, { chartSource }).watch.pods.map(({ line }) => line);
  const withoutNames = (lines: readonly string[]) => lines.map((line) => line.replace(/^(\S+)-[a-z0-9]{5} /, "$1 "));
  expect(trace(2)).not.toEqual(trace(1));
  expect(withoutNames(trace(2))).toEqual(withoutNames(trace(1)));
});
