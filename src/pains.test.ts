import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScenario } from "./node/read-scenario.ts";

const folder = fileURLToPath(new URL("../scenarios/pains", import.meta.url));
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

test("there are sixty of them, each in the table with the threads that it comes from", () => {
  expect(names.length).toBeGreaterThanOrEqual(60);
  const table = readFileSync(`${folder}/README.md`, "utf8");
  for (const name of names) {
    const text = readFileSync(`${folder}/${name}/scenario.yaml`, "utf8");
    const row = table.split("\n").find((line) => line.startsWith(`| [${name}](${name}/scenario.yaml) |`));
    const links = text.match(/^# https:\/\/github\.com\/\S+/gm) ?? [];
    expect(links.length, name).toBeGreaterThan(0);
    for (const link of links) expect(row, name).toContain(link.slice(2));
  }
});

// whether they hurt as they say is checked with all scenarios, see src/testing/vitest.test.ts
test.each(names)("%s says how it hurts", async (name) => {
  const scenario = await readScenario(`${folder}/${name}/scenario.yaml`);
  expect(scenario.name).toBe(name);
  expect(scenario.expect.length).toBeGreaterThan(1);
});
