import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readScenario } from "../../node/read-scenario.ts";
import { simulateScenario } from "../../node/simulate-scenario.ts";
import type { Recording } from "../../recording/recording.ts";
import { mermaidGantt } from "./mermaid-gantt.ts";
import { mermaidLabel } from "./mermaid-label.ts";
import { mermaidSequence } from "./mermaid-sequence.ts";

const recording = simulateScenario(await readScenario("scenarios/hook-fails/scenario.yaml"));

/** A run of so many hooks. */
const manyHooks = (count: number): Recording => ({
  ...recording,
  hooks: recording.hooks
    .slice(0, 1)
    .flatMap((hook) =>
      Array.from({ length: count }, (_, i) => ({ ...hook, name: `${hook.name}-${i}-${"x".repeat(200)}` })),
    ),
});

describe("a label", () => {
  test("holds nothing that is syntax to mermaid, on one line, and is never empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const label = mermaidLabel(text, 20);
        expect(label).toMatch(/^[^:;#%<>`"\\{}\n\r]+$/);
        expect([...label].length).toBeLessThanOrEqual(20);
      }),
    );
  });

  test("keeps names as they are", () => {
    expect(mermaidLabel("helm install demo ./chart --set a.b=1,c[0]=2")).toBe(
      "helm install demo ./chart --set a.b=1,c[0]=2",
    );
  });
});

test("a gantt chart shows what Helm did, the hooks, and the pods until they are ready or ended", () => {
  expect(mermaidGantt(recording)).toMatchInlineSnapshot(`
    "%%{init: {"gantt": {"leftPadding": 137}}}%%
    gantt
      title helm install demo ../hook-weights/chart --set hookSeconds=1
      dateFormat YYYY-MM-DD HH:mm:ss.SSS
      axisFormat %M:%S
      tickInterval 2second
      section Helm
      helm install demo ../hook-weights/chart --set hookSeconds=1, failed after 10s :crit, 2001-01-01 00:00:00.000, 2001-01-01 00:00:10.000
      pre-install hooks, failed after 9.816s :crit, 2001-01-01 00:00:00.176, 2001-01-01 00:00:09.992
      section Hooks
      Job/check-database (pre-install), done after 4.778s :done, 2001-01-01 00:00:00.176, 2001-01-01 00:00:04.954
      Job/migrate-schema (pre-install), failed after 5.03s :crit, 2001-01-01 00:00:04.954, 2001-01-01 00:00:09.984
      section Job/check-database
      check-database-jthz8, done after 2.72s :done, 2001-01-01 00:00:00.205, 2001-01-01 00:00:02.925
      section Job/migrate-schema
      migrate-schema-jc6fn, Error after 2.972s :crit, 2001-01-01 00:00:04.983, 2001-01-01 00:00:07.955
    "
  `);
});

test("a sequence diagram shows what Helm starts and waits for", () => {
  expect(mermaidSequence(recording)).toMatchInlineSnapshot(`
    "sequenceDiagram
      participant p0 as Helm
      participant p1 as Cluster
      participant p2 as Job/check-database
      participant p3 as Job/migrate-schema
      p0->>p0: 0s helm install demo ../hook-weights/chart --set hookSeconds=1
      p0->>p2: 176ms pre-install hook 1 of 3, weight 1
      p2-->>p0: 4.954s succeeded after 4.778s
      p0->>p3: 4.954s pre-install hook 2 of 3, weight 2
      p3--xp0: 9.984s failed after 5.03s∶ resource Job/default/migrate-schema not ready. status∶ Failed, message∶ Job Failed. failed∶ …
      p0--xp0: 10s fails with exit code 1 after 10s
    "
  `);
});

describe("a large run", () => {
  test("keeps what failed and how the command ended, however long it is", () => {
    const [first, ...others] = manyHooks(20).hooks;
    const last = recording.hooks.find(({ outcome }) => outcome === "failed");
    if (first === undefined || last === undefined) throw new Error("a hook fails");
    const steps = recording.steps.map((step) => ({ ...step, command: `${step.command} ${"x".repeat(200)}` }));
    const gantt = mermaidGantt({ ...recording, steps, hooks: [first, ...others, last] }, 5);
    expect(gantt.match(/:(crit|done|active)/g)).toHaveLength(5);
    expect(gantt).toMatch(/helm install .*…, failed after 10s :crit/);
    expect(gantt).toContain("Job/migrate-schema (pre-install), failed after");
  });

  test("stays below what mermaid takes, and says what is missing", () => {
    for (const text of [mermaidGantt(manyHooks(500)), mermaidSequence(manyHooks(500))]) {
      expect(text.length).toBeLessThan(50_000);
      expect(text).toMatch(/\d+ more/);
    }
  });
});
