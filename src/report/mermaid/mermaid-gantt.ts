import type { LaneSpan } from "../../recording/lanes.ts";
import type { Recording } from "../../recording/recording.ts";
import { secondsText } from "../timeline/seconds-text.ts";
import { timeTicks } from "../timeline/time-ticks.ts";
import { type TimelineRow, timelineOf } from "../timeline/timeline.ts";
import { mermaidLabel } from "./mermaid-label.ts";

/** Mermaid refuses more than 50,000 characters, and a chart of so many bars helps nobody. */
const mostRows = 150;

/**
 * A run as a mermaid gantt chart: a bar for each command, phase and hook, and for each pod one from its creation until it is ready or
 * has ended. The clock of the axis begins at zero.
 */
export function mermaidGantt(recording: Recording): string {
  const { title, end, sections } = timelineOf(recording);
  const lines = [
    "gantt",
    `  title ${mermaidLabel(title, 120)}`,
    "  dateFormat YYYY-MM-DD HH:mm:ss.SSS",
    ...axis(end),
  ];
  let left = mostRows;
  for (const { heading, rows } of sections) {
    const shown = rows.slice(0, left);
    left -= shown.length;
    if (shown.length > 0)
      lines.push(`  section ${mermaidLabel(heading, 40)}`, ...shown.map((row) => task(row)));
  }
  const hidden = sections.reduce((sum, { rows }) => sum + rows.length, 0) - mostRows;
  if (hidden > 0) lines.push("  section Not shown", `  ${hidden} more :milestone, ${clock(end)}, 0ms`);
  return `${lines.join("\n")}\n`;
}

function axis(end: number): string[] {
  const [first = 0, second = first + 1] = timeTicks(0, Math.max(end, 1), 10);
  const step = second - first;
  const interval =
    step < 1
      ? `${step * 1000}millisecond`
      : step % 3600 === 0
        ? `${step / 3600}hour`
        : step % 60 === 0
          ? `${step / 60}minute`
          : `${step}second`;
  return [`  axisFormat ${end >= 3600 ? "%H:%M:%S" : "%M:%S"}`, `  tickInterval ${interval}`];
}

/** Of a row that is ready in between only the way there is shown: the rest of the time nothing happens. */
function task({ label, spans }: TimelineRow): string {
  const [first] = spans;
  const last = spans.at(-1);
  if (first === undefined || last === undefined)
    return `  ${mermaidLabel(label)} :milestone, ${clock(0)}, 0ms`;
  const seen = outcome(spans);
  const trouble = spans.find(({ tone }) => tone === "failed");
  const end = seen === undefined ? last.end : untilSeen(seen);
  const tag = trouble !== undefined ? "crit" : seen !== undefined ? "done" : "active";
  const before =
    trouble !== undefined && seen !== undefined && seen.tone !== "failed" ? `${trouble.state}, then ` : "";
  const came =
    seen === undefined ? `${last.state} for` : `${seen.tone === "failed" ? seen.state : seen.tone} after`;
  const text = `${label}, ${before}${came} ${secondsText(end - first.start)}`;
  const until = Math.max(end, first.start + 0.001);
  return `  ${mermaidLabel(text, 100)} :${tag}, ${clock(first.start)}, ${clock(until)}`;
}

/** What a row came to before it was taken away: since when it is ready for good, its end, its failure. */
function outcome(spans: readonly LaneSpan[]): LaneSpan | undefined {
  const ending = spans.findIndex(({ tone }) => tone === "ending");
  const lived = ending < 0 ? spans : spans.slice(0, ending);
  const last = lived.findLast(({ tone }) => ["ready", "done", "failed"].includes(tone));
  if (last?.tone !== "ready") return last;
  const failure = lived.findLastIndex(({ tone }) => tone === "failed");
  return lived.find(({ tone }, i) => i > failure && tone === "ready");
}

/** A pod is where it is once that is seen, a command once it has ended. */
const untilSeen = ({ ready, start, end }: LaneSpan): number => (ready === "" ? end : start);

/** A time as mermaid reads it. The day is a quiet one in every time zone: it shows times of the reader's. */
function clock(seconds: number): string {
  return new Date(Date.UTC(2001, 0, 1) + Math.round(seconds * 1000))
    .toISOString()
    .replace("T", " ")
    .replace("Z", "");
}
