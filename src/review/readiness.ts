import type { KubeObject } from "../cluster/api/object.ts";
import { readyOf, wantedOf } from "../findings/facts/readiness.ts";
import { History } from "../findings/history.ts";
import type { RecordedWrite, Recording } from "../recording/recording.ts";
import type { Readiness } from "./review-result.ts";

const kinds: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet"]);

type Point = Readiness["points"][number];

/** How many pods of each workload were ready during a run, compared with the run without the change. */
export function readinessOf(recording: Recording, before: Recording | undefined): Readiness[] {
  const others = before === undefined ? undefined : new History(before.objects);
  return [...new History(recording.objects).all()].flatMap((writes): Readiness[] => {
    const [first] = writes;
    if (first === undefined || !kinds.has(first.kind)) return [];
    const { kind, namespace, name } = first;
    const points = pointsOf(writes);
    const settled = afterFirstReady(points);
    const other = others?.of({ kind, namespace, name }) ?? [];
    const last = points.at(-1);
    return [
      {
        kind,
        namespace,
        name,
        points,
        lowest: lowestOf(settled),
        lowestBefore: other.length === 0 ? undefined : lowestOf(afterFirstReady(pointsOf(other))),
        down: secondsDown(settled, recording.end),
        end: { ready: last?.ready ?? 0, wanted: last?.wanted ?? 0 },
      },
    ];
  });
}

function pointsOf(writes: readonly RecordedWrite[]): Point[] {
  const points: Point[] = [];
  for (const { t, type, object } of writes) {
    const point = type === "DELETED" ? { t, ready: 0, wanted: 0 } : { t, ...countsOf(object) };
    const last = points.at(-1);
    // only the last of several writes of a moment was there for any time
    if (last?.t === t) points.pop();
    const previous = points.at(-1);
    if (previous?.ready !== point.ready || previous.wanted !== point.wanted) points.push(point);
  }
  return points;
}

const countsOf = (object: KubeObject): Pick<Point, "ready" | "wanted"> => ({
  ready: readyOf(object),
  wanted: wantedOf(object) ?? 0,
});

/** From when it was first ready as wanted; none: it never was. */
function afterFirstReady(points: readonly Point[]): readonly Point[] {
  const first = points.findIndex(({ ready, wanted }) => wanted > 0 && ready >= wanted);
  return first < 0 ? [] : points.slice(first);
}

/** 0 for what was never ready. What is deleted, or wants no pods, is not down. */
function lowestOf(points: readonly Point[]): number {
  const counts = points.filter(({ wanted }) => wanted > 0).map(({ ready }) => ready);
  return counts.length === 0 ? 0 : Math.min(...counts);
}

function secondsDown(points: readonly Point[], end: number): number {
  let down = 0;
  for (const [i, { t, ready, wanted }] of points.entries())
    if (ready === 0 && wanted > 0) down += (points[i + 1]?.t ?? end) - t;
  return Math.round(down * 1000) / 1000;
}
