import { beforeAll, expect, test } from "vitest";
import type { Recording } from "../../recording/recording.ts";
import { sampleRecording } from "../sample-run.test-support.ts";
import { logOf } from "./log.ts";

let recording: Recording;
beforeAll(async () => {
  recording = await sampleRecording("recorded/02-upgrade-migrate");
});

test("the log has everything that is told, once and in the order of time", () => {
  const { events, steps, hooks, phases } = recording;
  const log = logOf(recording);
  const times = log.map(({ t }) => t);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const about = (sort: RegExp): number => log.filter((entry) => sort.test(entry.sort)).length;
  expect(about(/normal|warning/)).toBe(events.length);
  const begun = log.filter(({ text }) => text.endsWith(" begins"));
  expect(begun).toHaveLength(hooks.length + phases.length);
  expect(log.filter(({ text }) => text.startsWith("$ "))).toHaveLength(steps.length);
});

test("what happens at the same time is told as it came about", () => {
  const texts = logOf(recording).map(({ text }) => text);
  const hook = texts.indexOf("pre-install hook Job/migrate (1 of 1) succeeded");
  expect(texts.slice(hook, hook + 3)).toEqual([
    "pre-install hook Job/migrate (1 of 1) succeeded",
    "pre-install hooks succeeded",
    "create begins",
  ]);
  for (const [i, text] of texts.entries())
    if (text.startsWith("$ ") && i > 0) expect(texts[i - 1]).toMatch(/^exit code \d+$/);
});
