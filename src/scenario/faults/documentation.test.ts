import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadScenario } from "../load-scenario.ts";

const page = readFileSync(fileURLToPath(new URL("../../../docs/faults.md", import.meta.url)), "utf8");

test("the example in the documentation is one that can be run", async () => {
  const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const { faults } = await loadScenario({ file: "-", text: example, readFile: () => "" });
  expect(faults.map(({ action }) => action.kind)).toEqual([
    "node-down",
    "registry-down",
    "slow-api-server",
    "kill",
    "kill",
    "evict",
    "condition",
    "delete",
  ]);
});
