import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { readScenario } from "../node/read-scenario.ts";
import { simulateScenario } from "../node/simulate-scenario.ts";
import { snapshotText } from "../snapshot/snapshot-text.ts";
import { type JestSnapshot, jestMatchers, type MatcherContext } from "./jest-matchers.ts";

const folder = mkdtempSync(join(tmpdir(), "seatrial-"));
afterAll(() => rmSync(folder, { recursive: true }));

const scenario = fileURLToPath(new URL("../../scenarios/hook-weights/scenario.yaml", import.meta.url));
const recording = simulateScenario(await readScenario(scenario), { trials: false });

/** As jest prints a difference, in colors. */
const difference = `\u001b[2mexpect(\u001b[22mreceived).toMatchSnapshot()

\u001b[32m- Snapshot  - 1\u001b[39m
\u001b[31m+ Received  + 1\u001b[39m

\u001b[33m@@ -1,3 +1,3 @@\u001b[39m
\u001b[32m- hook Job/a starts\u001b[39m
\u001b[2m  hook Job/b starts\u001b[22m
\u001b[31m+ hook Job/a starts\u001b[39m`;

const seen: unknown[][] = [];
const snapshot: JestSnapshot = {
  toMatchSnapshot: (...args) => {
    seen.push(args);
    return { pass: false, message: () => difference };
  },
  toMatchInlineSnapshot: (...args) => {
    seen.push(args);
    return { pass: true, message: () => "" };
  },
};
const matchers = jestMatchers(snapshot);
const context: MatcherContext = {};

test("jest's own matchers are given the text, and their message a reason", async () => {
  const { pass, message } = await matchers.toMatchTrace.call(context, recording, { level: "states" });
  expect(seen.pop()).toEqual([snapshotText(recording, { level: "states" })]);
  expect(pass).toBe(false);
  expect(message()).toBe(`hook Job/b now starts before hook Job/a starts.\n${difference}`);
});

test("a snapshot in the test is handed on where there is one", () => {
  expect(matchers.toMatchInlineTrace.call(context, recording).pass).toBe(true);
  expect(seen.pop()).toEqual([snapshotText(recording)]);
  expect(context.error).toBeInstanceOf(Error);
  matchers.toMatchInlineTrace.call(context, recording, "x");
  expect(seen.pop()).toEqual([snapshotText(recording), "x"]);
  matchers.toMatchInlineTrace.call(context, recording, { level: "rows" }, "x");
  expect(seen.pop()).toEqual([snapshotText(recording, { level: "rows" }), "x"]);
});

test("a file is compared, and never written", async () => {
  const file = join(folder, "a.trace");
  const compare = async () => matchers.toMatchTrace.call(context, recording, { file });
  expect((await compare()).message()).toBe(`${file} is missing. seatrial check -u writes it.`);
  writeFileSync(file, snapshotText(recording).replace("step 1 exits 0", "step 1 exits 1"));
  const { pass, message } = await compare();
  expect(pass).toBe(false);
  expect(message()).toContain("new: step 1 exits 0.\n@@");
  writeFileSync(file, snapshotText(recording));
  expect((await compare()).pass).toBe(true);
});
