import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import "./vitest.ts";
import { checkExpectations } from "../expectations/check-expectations.ts";
import { readScenario } from "../node/read-scenario.ts";
import { simulateScenario } from "../node/simulate-scenario.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const files = readdirSync(`${root}scenarios`, { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|[\\/])scenario\.yaml$/.test(file))
  .sort();

/** Findings take further runs, so they are looked for only where a scenario speaks of them. */
async function run(file: string) {
  const scenario = await readScenario(`${root}scenarios/${file}`);
  const trials = scenario.expect.some(({ claim }) => claim.kind === "finding");
  return { scenario, recording: simulateScenario(scenario, { trials }) };
}

// `seatrial check` holds the same scenarios against the same files, see src/check/scenarios.test.ts
test.each(files)("%s goes as its snapshot and its expectations say", async (file) => {
  const { scenario, recording } = await run(file);
  await expect(recording).toMatchTrace({
    ...scenario.snapshot,
    file: `${root}snapshots/${scenario.name}.trace`,
  });
  expect(checkExpectations(scenario.expect, recording)).toEqual([]);
});

describe("matchers", async () => {
  const { recording } = await run("hook-weights/scenario.yaml");

  test("say in sentences what a run does", () => {
    expect(recording).toHappenBefore("Job/check-database completes", "Job/migrate-schema is created");
    expect(recording).not.toHappenBefore("Deployment/web is created", "Job/load-fixtures completes");
    expect(recording).toOverlap("Deployment/web", "hook Job/announce");
    expect(recording).not.toOverlap("hook Job/check-database", "hook Job/migrate-schema");
    expect(recording).toReach("Job/migrate-schema", "Complete");
    expect(recording).toHaveNoFindings("wait-deadlock");
    expect(recording).toHaveNoFindings("hook-fails", "Job/check-database");
    expect(recording).toFulfil("release demo is deployed");
  });

  test("tell what happened instead, with the rows around it", () => {
    expect(() => expect(recording).toFulfil("Job/check-database fails")).toThrow(
      "expected: Job/check-database fails\nit never came to this for Job/check-database.",
    );
    expect(() =>
      expect(recording).toHappenBefore("Job/load-fixtures completes", "Job/migrate-schema completes"),
    ).toThrow(/^expected: .*\nJob\/migrate-schema completed at .*\n +NAME +READY[\s\S]*migrate-schema-jc6fn/);
    expect(() => expect(recording).not.toReach("Job/migrate-schema", "Complete")).toThrow(
      "not expected: Job/migrate-schema is Complete\nIt came true.",
    );
    expect(() => expect(recording).toHaveNoFindings("wait-deadlok")).toThrow(
      'Did you mean "wait-deadlock"?\n  no finding wait-deadlok\n             ^^^^^^^^^^^^',
    );
  });

  test("compare with a snapshot in the test", () => {
    const hooks = { ...recording, objects: [], phases: [], steps: [] };
    expect(hooks).toMatchInlineTrace(`
      "# seatrial snapshot: order
      pre-install hook Job/check-database starts
      pre-install hook Job/check-database completes
      pre-install hook Job/migrate-schema starts
      pre-install hook Job/migrate-schema completes
      pre-install hook Job/load-fixtures starts
      pre-install hook Job/load-fixtures completes
      post-install hook Job/announce starts
      post-install hook Job/announce completes
      "
    `);
    expect({ ...hooks, hooks: [] }).toMatchInlineTrace(
      { level: "states" },
      `
      "# seatrial snapshot: states
      "
    `,
    );
  });
});
