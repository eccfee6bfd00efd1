import type { RecordedLine, Recording } from "../recording/recording.ts";

/** How many rows of the pods' watch are shown before and after a point of time. */
const context = 2;

/**
 * The rows of `kubectl get pod -w` around some points of time, with their times. Rows that are left out are told; a line
 * of its own marks each point.
 */
export function rowsAround(recording: Recording, times: readonly number[]): string[] {
  const [header, ...rows] = recording.watch.pods;
  const points = [...new Set(times)].sort((a, b) => a - b);
  if (header === undefined || points.length === 0) return [];
  const shown = new Set<number>();
  for (const point of points) {
    const next = rows.findIndex(({ t }) => t > point);
    const after = next < 0 ? rows.length : next;
    for (let i = Math.max(0, after - context); i < Math.min(rows.length, after + context); i++) shown.add(i);
  }
  const lines = [`${" ".repeat(9)} ${header.line}`];
  let last = -1;
  for (const i of [...shown].sort((a, b) => a - b)) {
    if (i > last + 1) lines.push(`${"…".padStart(9)}`);
    const row = rows[i];
    if (row !== undefined) lines.push(rowText(row));
    last = i;
  }
  return [...lines, ...(last < rows.length - 1 ? [`${"…".padStart(9)}`] : [])];
}

const rowText = ({ t, line }: RecordedLine): string => `${`${t.toFixed(3)}s`.padStart(9)} ${line}`;
