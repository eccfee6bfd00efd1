import { posix } from "node:path";
import { compareStrings } from "../util/compare-strings.ts";
import type { Touched } from "./changed-charts.ts";
import type { ReviewSide } from "./side.ts";

type Texts = Pick<ReviewSide, "readText">;

/** How much of Chart.yaml has to be the same, as git wants it of a file that it takes for renamed. */
const leastAlike = 0.5;

/**
 * Makes one of a chart that is gone from one folder and one that is new in another, if both are called the same and their
 * Chart.yaml are alike: its releases go on. Of several that fit, those that are most alike; each counts once.
 */
export function joinMoved(charts: readonly Touched[], base: Texts, head: Texts): Touched[] {
  const of = (change: Touched["change"], { readText }: Texts): readonly (readonly [Touched, string])[] =>
    charts
      .filter((chart) => chart.change === change)
      .map((chart) => [chart, readText(posix.join(chart.path, "Chart.yaml")) ?? ""]);
  const added = of("added", head);
  const pairs = of("deleted", base)
    .flatMap(([from, old]) => added.map(([to, text]) => ({ from, to, alike: likeness(old, text) })))
    .filter(({ alike }) => alike >= leastAlike)
    .sort(
      (a, b) =>
        b.alike - a.alike || compareStrings(a.from.path, b.from.path) || compareStrings(a.to.path, b.to.path),
    );
  const gone = new Set<Touched>();
  const moved = new Map<Touched, Touched>();
  for (const { from, to } of pairs) {
    if (gone.has(from) || moved.has(to)) continue;
    gone.add(from);
    const files = [...from.files, ...to.files].sort(compareStrings);
    moved.set(to, { ...to, from: from.path, change: "changed", files });
  }
  return charts.filter((chart) => !gone.has(chart)).map((chart) => moved.get(chart) ?? chart);
}

/** The share of lines that two texts have in common, 0 for charts of different names. */
function likeness(one: string, other: string): number {
  if (nameIn(one) === undefined || nameIn(one) !== nameIn(other)) return 0;
  const [lines, rest] = [linesOf(one), linesOf(other)];
  const most = Math.max(lines.length, rest.length);
  let same = 0;
  for (const line of lines) {
    const at = rest.indexOf(line);
    if (at < 0) continue;
    rest.splice(at, 1);
    same++;
  }
  return same / most;
}

const nameIn = (text: string): string | undefined => /^name:\s*["']?([^\s"'#]+)/m.exec(text)?.[1];

const linesOf = (text: string): string[] => text.split(/\r?\n/).filter((line) => line.trim() !== "");
