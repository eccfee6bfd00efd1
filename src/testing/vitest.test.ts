import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import "./vitest.ts";
import { readScenario } from "../node/read-scenario.ts";
import { simulateScenario } from "../node/simulate-scenario.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = async (name: string) =>
  simulateScenario(await readScenario(`${root}scenarios/${name}/scenario.yaml`));

test.each(["hook-weights", "hook-fails", "founding"])("%s goes as its snapshot says", async (name) => {
  await expect(await run(name)).toMatchTrace({ file: `${root}snapshots/${name}.trace` });
});

test("what a run does is said in sentences", async () => {
  const recording = await run("hook-weights");
  expect(recording).toHappenBefore("Job/check-database completes", "Job/migrate-schema is created");
  expect(recording).not.toHappenBefore("Deployment/web is created", "Job/load-fixtures completes");
  expect(recording).toReach("Job/migrate-schema", "Complete");
  expect({ ...recording, findings: [] }).toHaveNoFindings();
  expect(() => expect(recording).toFulfil("Job/check-database fails")).toThrow(
    "expected: Job/check-database fails\nit never came to this for Job/check-database.",
  );
});
