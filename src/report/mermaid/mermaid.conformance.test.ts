import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readScenario } from "../../node/read-scenario.ts";
import { simulateScenario } from "../../node/simulate-scenario.ts";
import type { Recording } from "../../recording/recording.ts";
import { chromiumPath, launchChromium, noChromium } from "../chromium.test-support.ts";
import { mermaidGantt } from "./mermaid-gantt.ts";
import { mermaidSequence } from "./mermaid-sequence.ts";

/** Mermaid as one file for browsers. It takes 200 MB with all that it needs, so it is no dependency. */
const script =
  process.env["SEATRIAL_MERMAID"] ??
  fileURLToPath(new URL("../../../node_modules/mermaid/dist/mermaid.min.js", import.meta.url));
const missing = !existsSync(script)
  ? "no mermaid here: npm install --no-save mermaid, or set SEATRIAL_MERMAID to its mermaid.min.js"
  : chromiumPath === undefined
    ? noChromium
    : undefined;
if (missing !== undefined) console.log(`Mermaid is not asked: ${missing}`);

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "end",
    "a:b;c#d",
    "%% comment",
    "%%{init: {}}%%",
    "<br>",
    "participant x",
    "section y",
    "1. `x`\\n",
    "title",
    "---",
    "crit, 1d",
  ),
);

/** The run with other names. */
const renamed = (recording: Recording, name: string): Recording => ({
  ...recording,
  steps: recording.steps.map((step) => ({ ...step, command: `helm ${name}` })),
  hooks: recording.hooks.map((hook) => ({ ...hook, name, error: name })),
  phases: recording.phases.map((phase) => ({ ...phase, error: name })),
});

describe.skipIf(missing !== undefined)("mermaid itself", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
    await page.setContent("<!doctype html><body></body>");
    await page.addScriptTag({ path: script });
  });
  afterAll(() => browser.close());

  /** Draws a diagram; gives how it shows, or what is wrong with it. */
  const draw = (text: string): Promise<string> =>
    page.evaluate(async (source) => {
      type Mermaid = { render(id: string, text: string): Promise<{ svg: string }> };
      const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
      try {
        return (await mermaid.render("drawing", source)).svg;
      } catch (error) {
        return `error: ${String(error)}`;
      }
    }, text);

  const names = [
    "hook-fails",
    "hook-weights",
    "founding",
    "pains/killed-upgrade-blocks-the-next",
    "pains/rollback-runs-old-hooks",
  ];
  test.each(names)("draws %s", async (name) => {
    const recording = simulateScenario(await readScenario(`scenarios/${name}/scenario.yaml`));
    for (const text of [mermaidGantt(recording), mermaidSequence(recording)]) {
      const drawing = await draw(text);
      expect(drawing).toMatch(/^<svg/);
      expect(drawing).toContain(recording.hooks[0]?.name ?? "Helm");
    }
  });

  test("draws whatever names there are", async () => {
    const recording = simulateScenario(await readScenario("scenarios/hook-fails/scenario.yaml"));
    await fc.assert(
      fc.asyncProperty(hostile, async (name) => {
        const run = renamed(recording, name);
        for (const text of [mermaidGantt(run), mermaidSequence(run)])
          expect(await draw(text)).toMatch(/^<svg/);
      }),
      { numRuns: 40 },
    );
  });

  test("draws a run of the largest size", async () => {
    const recording = simulateScenario(await readScenario("scenarios/hook-fails/scenario.yaml"));
    const hooks = recording.hooks
      .slice(0, 1)
      .flatMap((hook) =>
        Array.from({ length: 500 }, (_, i) => ({ ...hook, name: `h${i}-${"x".repeat(200)}` })),
      );
    for (const text of [mermaidGantt({ ...recording, hooks }), mermaidSequence({ ...recording, hooks })])
      expect(await draw(text)).toMatch(/^<svg/);
  });
});
