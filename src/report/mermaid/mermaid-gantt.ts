import type { LaneSpan } from "../../recording/lanes.ts";
import type { Recording } from "../../recording/recording.ts";
import { secondsText } from "../timeline/seconds-text.ts";
import { timeTicks } from "../timeline/time-ticks.ts";
import { type TimelineRow, timelineOf } from "../timeline/timeline.ts";
import { mermaidLabel } from "./mermaid-label.ts";

/** Mermaid refuses more than 50,000 characters, and a chart of more bars helps nobody. */
const mostRows = 150;

/**
 * A run as a mermaid gantt chart: a bar for each command, phase and hook, and for each pod one from its creation until it is ready or
 * has ended, or, if it was there before, until it goes. The clock of the axis begins at zero.
 *
 * @param most how many bars there are at most; where there would be more, those of what failed stay before all others
 */
export function mermaidGantt(recording: Recording, most = mostRows): string {
  const { title, end, calm, ...timeline } = timelineOf(recording);
  const sections = timeline.sections.map(({ heading, rows }) => ({ heading, rows: rows.flatMap(livesOf) }));
  const all = sections.flatMap(({ rows }) => rows);
  const shown = new Set([...all.filter(hasFailed), ...all.filter((row) => !hasFailed(row))].slice(0, most));
  const headings = sections.map(({ heading }) => mermaidLabel(heading, 40));
  const lines = [
    `%%{init: {"gantt": {"leftPadding": ${widthOf(headings)}}}}%%`,
    "gantt",
    `  title ${mermaidLabel(title, 120)}`,
    "  dateFormat YYYY-MM-DD HH:mm:ss.SSS",
    ...axis(end),
  ];
  for (const [i, { rows }] of sections.entries()) {
    const own = rows.filter((row) => shown.has(row));
    if (own.length > 0) lines.push(`  section ${headings[i]}`, ...own.map((row) => task(row, calm)));
  }
  const hidden = all.length - most;
  if (hidden > 0) lines.push("  section Not shown", `  ${hidden} more :milestone, ${clock(end)}, 0ms`);
  return `${lines.join("\n")}\n`;
}

/** Pixels for the names of sections beside the bars: mermaid leaves the same room for all, which is too little. */
const widthOf = (headings: readonly string[]): number =>
  20 + Math.ceil(6.5 * Math.max(8, ...headings.map(({ length }) => length)));

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

/** A pod that is deleted and made anew under its name, as those of a StatefulSet are, has a bar for each life. */
function livesOf({ label, spans }: TimelineRow): TimelineRow[] {
  const lives: LaneSpan[][] = [];
  for (const span of spans) {
    const life = lives.at(-1);
    const isNew = isAlive(span) && life?.some(({ tone }) => tone === "ending");
    if (life === undefined || isNew) lives.push([span]);
    else life.push(span);
  }
  return lives.length === 0 ? [{ label, spans }] : lives.map((life) => ({ label, spans: life }));
}

const isAlive = ({ tone }: LaneSpan): boolean => ["waiting", "starting", "running", "ready"].includes(tone);

const hasFailed = ({ spans }: TimelineRow): boolean => spans.some(({ tone }) => tone === "failed");

/** Of a row that is ready in between only the way there is shown: the rest of the time nothing happens. */
function task({ label, spans }: TimelineRow, calm: number): string {
  const [first] = spans;
  const last = spans.at(-1);
  if (first === undefined || last === undefined)
    return `  ${mermaidLabel(label)} :milestone, ${clock(0)}, 0ms`;
  // commands start at zero, too, but no pod that they make
  if (first.start === 0 && first.ready !== "" && isSteady(spans)) return oldPod(label, first, calm);
  const seen = outcome(spans);
  const trouble = spans.find(({ tone }) => tone === "failed");
  const end = seen === undefined ? last.end : untilSeen(seen);
  const tag = trouble !== undefined ? "crit" : seen !== undefined ? "done" : "active";
  const before =
    trouble !== undefined && seen !== undefined && seen.tone !== "failed" ? `${trouble.state}, then ` : "";
  const came =
    seen === undefined ? `${last.state} for` : `${seen.tone === "failed" ? seen.state : seen.tone} after`;
  return bar(label, `${before}${came} ${secondsText(end - first.start)}`, tag, first.start, end);
}

/** Whether a pod was in one state until it was deleted. */
const isSteady = ([first, next]: readonly LaneSpan[]): boolean =>
  first?.tone !== "ending" && (next === undefined || next.tone === "ending");

/** A pod that was there before the run: how long it stays. */
function oldPod(label: string, { state, tone, end }: LaneSpan, calm: number): string {
  if (tone === "done") return bar(label, "done before", "done", 0, 0);
  const text = `${tone === "ready" ? tone : state} ${end > calm ? "all the time" : `until ${secondsText(end)}`}`;
  return bar(label, text, tone === "failed" ? "crit" : "active", 0, Math.min(end, calm));
}

/** A long label is clipped, and what is said of it never. Mermaid draws nothing for what takes no time. */
function bar(label: string, text: string, tag: string, start: number, end: number): string {
  const told = mermaidLabel(text, 60);
  const name = mermaidLabel(label, 100 - told.length);
  return `  ${name}, ${told} :${tag}, ${clock(start)}, ${clock(Math.max(end, start + 0.001))}`;
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
