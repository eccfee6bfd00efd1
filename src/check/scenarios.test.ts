import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { passed } from "./case-result.ts";
import { runChecks } from "./run-checks.ts";

// The matchers hold the same scenarios against the same files, see src/testing/vitest.test.ts.
test("seatrial check finds every scenario as expected, and a snapshot for each", async () => {
  const { results, obsolete } = await runChecks(
    [fileURLToPath(new URL("../../scenarios", import.meta.url))],
    { overrides: { flags: [] }, selection: {}, update: "none", bail: false, worker: undefined },
    { started() {}, finished() {} },
  );
  expect(results.length).toBeGreaterThan(100);
  expect(results.filter((result) => !passed(result))).toEqual([]);
  expect(obsolete).toEqual([]);
});
