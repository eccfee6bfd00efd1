import { describe, expect, test } from "vitest";
import type { LaneSpan } from "../../recording/lanes.ts";
import { drawTimeline, gutterWidth, timelineHeight } from "./draw-timeline.ts";
import type { Timeline } from "./timeline.ts";

const span = (start: number, end: number, tone: LaneSpan["tone"], state = "Running"): LaneSpan => ({
  start,
  end,
  state,
  ready: "1/1",
  tone,
});

const timeline = (...rows: readonly (readonly [string, ...LaneSpan[]])[]): Timeline => ({
  title: "helm install demo .",
  end: 100,
  calm: 100,
  sections: [{ heading: "Deployment/web", rows: rows.map(([label, ...spans]) => ({ label, spans })) }],
});

const draw = (chart: Timeline, from = 0, to = 100): string =>
  drawTimeline(chart, { width: 1000, from, to, hints: true }).text;

/** The bars as [x, width]. */
const bars = (text: string): number[][] =>
  [...text.matchAll(/<g class="span [^>]*><rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(
    ([, x, width]) => [Number(x), Number(width)],
  );

describe("a timeline", () => {
  const chart = timeline(["web-0", span(0, 50, "starting"), span(50, 100, "ready")]);

  test("has a bar for each stretch, as long as it lasts", () => {
    const [first = [], second = []] = bars(draw(chart));
    expect(first[0]).toBe(gutterWidth(chart, 1000));
    expect(first[1]).toBeCloseTo(second[1] ?? 0, 0);
    expect((second[0] ?? 0) + (second[1] ?? 0)).toBeCloseTo(988, 0);
  });

  test("zoomed in, shows of each bar what is in view", () => {
    expect(bars(draw(chart, 60, 70))).toEqual([[gutterWidth(chart, 1000), 988 - gutterWidth(chart, 1000)]]);
    expect(bars(draw(chart, 40, 60))).toHaveLength(2);
  });

  test("shows what took no time at all", () => {
    expect(bars(draw(timeline(["create", span(3, 3, "done")])))[0]?.[1]).toBeGreaterThan(1);
  });

  test("is as high as its rows", () => {
    expect(timelineHeight(timeline(["a"], ["b"])) - timelineHeight(timeline(["a"]))).toBe(22);
  });

  test("cuts long names, and keeps them whole where a mouse rests", () => {
    const name = "a-very-long-name-of-a-pod-that-does-not-fit-79c5b76f96-qkk2t";
    expect(draw(timeline([name]))).toMatch(new RegExp(`…<title>${name}</title>`));
  });

  test("lets no name become markup", () => {
    const text = draw(timeline(["<script>", span(0, 50, "failed", '"><img src=x>')]));
    expect(text).not.toMatch(/<script|<img/);
    expect(text).toContain("&lt;script&gt;");
  });
});
