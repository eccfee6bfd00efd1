import type { Readiness } from "../../review/review-result.ts";
import { type Markup, markup } from "../markup.ts";

const width = 320;
const height = 36;

/** How many pods of a workload are ready over time, as steps below the line of what is wanted. */
export function readinessDrawing({ points, lowest, end }: Readiness, until: number): Markup {
  const most = Math.max(1, ...points.flatMap(({ ready, wanted }) => [ready, wanted]));
  const x = (t: number): number => round((t / Math.max(until, 0.001)) * width);
  const y = (count: number): number => round(height - 2 - (count / most) * (height - 6));
  const steps = (count: (point: Readiness["points"][number]) => number): string => {
    const [start = "", ...rest] = points.map((point) => `${x(point.t)}V${y(count(point))}`);
    return `M${[start.replace("V", " "), ...rest, String(width)].join("H")}`;
  };
  const first = x(points[0]?.t ?? 0);
  return markup`<svg class="readiness" viewBox="0 0 ${width} ${height}" role="img" aria-label="${lowest} ready at the lowest, ${end.ready} of ${end.wanted} at the end"><path class="area" d="${steps(({ ready }) => ready)}V${height - 2}H${first}Z"/><path class="wanted" d="${steps(({ wanted }) => wanted)}"/></svg>`;
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
