import type { LaneSpan, Tone } from "../../recording/lanes.ts";
import { type Markup, markup } from "../markup.ts";
import { secondsText } from "./seconds-text.ts";
import { timeTicks } from "./time-ticks.ts";
import { spanText, type Timeline, type TimelineRow } from "./timeline.ts";

/** What part of a timeline is drawn, and how wide. */
export interface TimelineView {
  /** pixels, labels included */
  readonly width: number;
  /** seconds */
  readonly from: number;
  readonly to: number;
  /** whether each stretch says what it is when a mouse rests on it; a page has its own way */
  readonly hints: boolean;
}

const rowHeight = 22;
const axisHeight = 24;
const headingHeight = 26;
const bottom = 8;
/** of the monospace font of labels, pixels */
const characterWidth = 7.3;
const longestLabel = 34;

/** How much of the width the labels take, pixels. */
export function gutterWidth({ sections }: Timeline, width: number): number {
  const lengths = sections.flatMap(({ heading, rows }) => [
    heading.length,
    ...rows.map(({ label }) => label.length + 1),
  ]);
  const wanted = Math.min(Math.max(...lengths, 8), longestLabel) * characterWidth + 16;
  return Math.round(Math.min(wanted, width * 0.42));
}

export function timelineHeight({ sections }: Timeline): number {
  const rows = sections.reduce((sum, section) => sum + section.rows.length, 0);
  return axisHeight + sections.length * headingHeight + rows * rowHeight + bottom;
}

/** The chart as the content of an svg element. Rows carry `data-row`, stretches `data-span`: numbers from 0. */
export function drawTimeline(timeline: Timeline, view: TimelineView): Markup {
  const left = gutterWidth(timeline, view.width);
  const height = timelineHeight(timeline);
  const scale = (view.width - left - 12) / Math.max(view.to - view.from, 0.001);
  const area: Area = { ...view, left, x: (t) => round(left + (t - view.from) * scale) };
  const characters = Math.floor((left - 16) / characterWidth);
  const parts: Markup[] = [];
  let y = axisHeight;
  let index = 0;
  for (const { heading, rows } of timeline.sections) {
    parts.push(
      markup`<text class="heading" x="4" y="${y + 17}">${clip(heading, characters)}</text>
`,
    );
    y += headingHeight;
    for (const row of rows) {
      parts.push(drawRow(row, index, y, area, characters));
      y += rowHeight;
      index++;
    }
  }
  return markup`${axis(area, height)}${parts}`;
}

interface Area extends TimelineView {
  /** where the chart begins, pixels */
  readonly left: number;
  /** the place of a time, pixels */
  readonly x: (t: number) => number;
}

/** A line for each round time, its label on top. */
function axis({ from, to, left, width, x }: Area, height: number): Markup[] {
  return timeTicks(from, to, Math.max(2, Math.floor((width - left) / 80))).map(
    (t) => markup`<path class="tick" d="M${x(t)} ${axisHeight - 4}V${height - bottom}"/>
<text class="time" x="${x(t)}" y="14" text-anchor="${x(t) + 20 > width ? "end" : "middle"}">${secondsText(t)}</text>
`,
  );
}

function drawRow(
  { label, spans }: TimelineRow,
  index: number,
  y: number,
  area: Area,
  characters: number,
): Markup {
  return markup`<g class="row" data-row="${index}"><rect class="lane" x="0" y="${y}" width="${area.width}" height="${rowHeight}"/>
<text class="label" x="12" y="${y + 15}">${clip(label, characters - 1)}${label.length > characters - 1 && markup`<title>${label}</title>`}</text>
${spans.map((span, i) => drawSpan(span, i, y, area))}</g>
`;
}

/** What failed is also taller than the rest: not everybody tells the colours apart. */
function drawSpan(
  span: LaneSpan,
  index: number,
  y: number,
  { from, to, hints, x }: Area,
): Markup | undefined {
  if (span.end < from || span.start > to) return undefined;
  const start = x(Math.max(span.start, from));
  const width = Math.max(round(x(Math.min(span.end, to)) - start), 1.5);
  const inset = span.tone === "failed" ? 1 : 3;
  const text = span.tone === "failed" ? `✗ ${span.state}` : span.state;
  const fits = text.length * 6.4 + 10 <= width;
  return markup`<g class="span ${span.tone}" data-span="${index}"><rect x="${start}" y="${y + inset}" width="${width}" height="${rowHeight - 2 * inset}" rx="2">${hints && markup`<title>${spanText(span)}</title>`}</rect>${fits && markup`<text x="${round(start + 5)}" y="${y + 15}">${text}</text>`}</g>
`;
}

const clip = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, Math.max(1, length - 1))}…`;

const round = (pixels: number): number => Math.round(pixels * 10) / 10;

/** Every tone and what it stands for, in the order of a pod's life. */
export const toneMeanings: readonly (readonly [Tone, string])[] = [
  ["waiting", "no node yet"],
  ["starting", "starting"],
  ["running", "runs, not ready"],
  ["ready", "ready"],
  ["done", "done"],
  ["failed", "failed"],
  ["ending", "being deleted"],
];
