import { expect, test } from "vitest";
import { sampleRun, startOf } from "../sample-run.test-support.ts";
import { ruler, type TimeScale, timeScale } from "./time-scale.ts";

const scaleOf = (from: number, to: number, columns: number): TimeScale => ({
  from,
  to,
  columns,
  columnOf: (t) => Math.floor(((t - from) / (to - from)) * columns),
});

test.each([
  [0, 50, 48, "╵0s           ╵15s          ╵30s           ╵45s"],
  [0, 0.3, 40, "╵0s          ╵0.1s        ╵0.2s         "],
  [60, 180, 36, "╵1m               ╵2m               "],
  [0, 7200, 30, "╵0s            ╵1h            "],
])("from %d to %d seconds in %i columns", (from, to, columns, expected) => {
  expect(ruler(scaleOf(from, to, columns))).toBe(expected.padEnd(columns));
});

test("looking closer keeps now in sight", async () => {
  const state = startOf(await sampleRun());
  for (const scale of [1, 4, 64])
    for (const t of [0, 2.5, state.run.end]) {
      const shown = timeScale({ ...state, scale, t }, 50);
      expect(shown.columnOf(t)).toBeGreaterThanOrEqual(0);
      expect(shown.columnOf(t)).toBeLessThan(50);
    }
});
