import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { panes, type State } from "../model/state.ts";
import { sampleRun, startOf } from "../sample-run.test-support.ts";
import { fixedLines, layoutOf } from "./layout.ts";

let start: State;
beforeAll(async () => {
  start = startOf(await sampleRun());
});

test("the panes fill the screen at any size, and the focused one is among them", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 40, max: 400 }),
      fc.integer({ min: 10, max: 150 }),
      fc.constantFrom(...panes),
      fc.boolean(),
      (columns, rows, focus, zoomed) => {
        const state = { ...start, columns, rows, focus, zoomed };
        const layout = layoutOf(state);
        const widths = layout.map(({ width }) => width);
        expect(widths.reduce((sum, each) => sum + each, widths.length - 1)).toBe(columns);
        for (const { slots, width } of layout) {
          expect(slots.reduce((sum, { height }) => sum + height, 0)).toBe(rows - fixedLines(state));
          expect(slots.every((slot) => slot.width === width && slot.height > 0)).toBe(true);
        }
        expect(layout.flatMap(({ slots }) => slots.map(({ pane }) => pane))).toContain(focus);
      },
    ),
  );
});

test("a large screen has room for everything", () => {
  const slots = (columns: number, rows: number): string[] =>
    layoutOf({ ...start, columns, rows }).flatMap((column) => column.slots.map(({ pane }) => pane));
  expect(slots(200, 60)).toEqual(["pods", "timeline", "details", "events"]);
  expect(slots(80, 60)).toEqual(["pods", "timeline", "details", "events"]);
  expect(slots(80, 24)).toEqual(["pods", "timeline", "events"]);
});
