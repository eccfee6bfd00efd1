import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScenario } from "./node/read-scenario.ts";
import { simulateScenario } from "./node/simulate-scenario.ts";
import { serializeRecording } from "./recording/serialize.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const names = readdirSync(`${root}/scenarios`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(`${root}/scenarios/${entry.name}/scenario.yaml`))
  .map((entry) => entry.name)
  .sort();

const run = async (name: string) =>
  simulateScenario(await readScenario(`${root}/scenarios/${name}/scenario.yaml`));

test.each(names)("%s gives the same bytes every time", async (name) => {
  const first = serializeRecording(await run(name));
  for (let i = 0; i < 5; i++) expect(serializeRecording(await run(name)) === first).toBe(true);
});

test("another seed gives other names and the same course", async () => {
  const scenario = await readScenario(`${root}/scenarios/hook-weights/scenario.yaml`);
  const course = (seed: number) => {
    const names = new Set<string>();
    const states = new Map<string, Set<string>>();
    for (const { line } of simulateScenario({ ...scenario, seed }).watch.pods.slice(1)) {
      const [name = "", ready, status] = line.split(/\s{2,}/);
      const workload = name.replace(/-\w{5}$/, "");
      names.add(name);
      states.set(workload, (states.get(workload) ?? new Set()).add(`${ready} ${status}`));
    }
    return { names, states };
  };
  const [one, two] = [course(1), course(2)];
  expect(two.names).not.toEqual(one.names);
  expect(two.states).toEqual(one.states);
});
