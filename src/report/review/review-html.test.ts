import { describe, expect, test } from "vitest";
import { readScenario } from "../../node/read-scenario.ts";
import { simulateScenario } from "../../node/simulate-scenario.ts";
import { attack, hostile } from "../html/hostile.test-support.ts";
import { escapeMarkup } from "../markup.ts";
import { readinessDrawing } from "./readiness-drawing.ts";
import { reviewHtml } from "./review-html.ts";
import { reviewOf } from "./review-of.test-support.ts";

const recording = simulateScenario(await readScenario("scenarios/hook-fails/scenario.yaml"));
const html = reviewHtml(reviewOf(recording));

describe("the page of a review", () => {
  test("says the verdict first, then why, then shows each run", () => {
    const order = [
      "Merging this breaks",
      "chart charts/web 1.0.0 → 1.1.0",
      "The upgrade fails.",
      "none for 3.5s",
      "data-run",
    ];
    const places = order.map((text) => html.indexOf(text, html.indexOf("<body>")));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test("gives each id once", () => {
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(8);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("lets no text of a chart become markup", () => {
    const page = reviewHtml(reviewOf(hostile(recording)));
    expect(page).toContain(escapeMarkup(attack));
    expect(page).not.toContain("<img");
    expect(page.match(/<script/g)).toHaveLength(html.match(/<script/g)?.length ?? 0);
  });
});

test("ready pods are drawn as steps below what is wanted", () => {
  const readiness = reviewOf(recording).subjects[0]?.cases[0]?.runs[0]?.readiness[0];
  if (readiness === undefined) throw new Error("the review has no readiness");
  const { text } = readinessDrawing(readiness, 10);
  expect(text).toContain('class="area" d="M0 4H64V34H176V14H320V34H0Z"');
  expect(text).toContain('class="wanted" d="M0 4H64V4H176V4H320"');
});
