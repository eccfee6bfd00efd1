import type { LaneSpan, Tone } from "../../recording/lanes.ts";
import type { RecordedHook } from "../../recording/recording.ts";
import { laneItems } from "../model/lane-items.ts";
import type { RunIndex } from "../model/run-index.ts";
import { type State, shownRun } from "../model/state.ts";
import { viewport } from "../model/viewport.ts";
import type { PaneContent } from "./pane-content.ts";
import { fitText, type Line, plain, type Segment, styled } from "./styled.ts";
import { ruler, type TimeScale, timeScale } from "./time-scale.ts";
import { tones } from "./tones.ts";

/** Hooks and pods as bars over time, with a cursor for now and markers for findings. */
export function timelineLines(state: State, width: number, height: number): PaneContent {
  const run = shownRun(state);
  const items = laneItems(state);
  const labelWidth = Math.max(8, Math.min(32, Math.floor(width / 3)));
  const scale = timeScale(state, Math.max(1, width - labelWidth - 1));
  const place = items.placeOf(state.selected);
  const come = run.podsUntil(state.t);
  const current = place >= 0 ? place : come === 0 ? 0 : items.hooks.length + come - 1;
  const shown = viewport(items.length, Math.max(0, current), height - 2);
  const lines: Line[] = [];
  for (let i = shown.first; i < shown.end; i++) {
    const hook = items.hooks[i];
    const key = items.keyAt(i) ?? "";
    const label = hook === undefined ? `  ${nameOf(key)}` : `◆ ${hook.name}`;
    const spans = hook === undefined ? run.spansOf(key) : hookSpans(hook);
    lines.push([plain(fitText(label, labelWidth)), plain(" "), ...bar(spans, scale, state.t)]);
  }
  if (items.length === 0) lines.push([styled("Nothing to show.", { dim: true })]);
  return {
    title: legend,
    lines: [
      [plain(fitText("", labelWidth + 1)), ...withCursor(ruler(scale), scale, state.t, { dim: true })],
      [
        plain(fitText("findings", labelWidth + 1)),
        ...withCursor(markers(run, scale), scale, state.t, { color: "red", bold: true }),
      ],
      ...lines,
    ],
    selected: place < shown.first || place >= shown.end ? -1 : place - shown.first + 2,
    // bars that are inverse tell something else
    reach: 1,
  };
}

const legend = Object.values(tones)
  .map(({ bar, word }) => `${bar} ${word}`)
  .join("  ");

const nameOf = (key: string): string => key.slice(key.lastIndexOf("/") + 1);

/** A hook goes on, and at its end it may fail. */
function hookSpans({ start, end, outcome }: RecordedHook): LaneSpan[] {
  const span = { start, end, state: outcome, ready: "" };
  const tone = outcome === "unfinished" ? "running" : "ready";
  return [
    { ...span, tone },
    ...(outcome === "failed" ? [{ ...span, start: end, tone: "failed" as const }] : []),
  ];
}

/** How loud a tone is: in a column that holds several, the loudest is seen. */
const loudness: readonly Tone[] = ["done", "waiting", "starting", "running", "ready", "ending", "failed"];

/** The spans in columns; what is yet to come is dim, and where now is, everything is inverse. */
function bar(spans: readonly LaneSpan[], scale: TimeScale, t: number): Segment[] {
  const columns: (Tone | undefined)[] = Array.from({ length: scale.columns }, () => undefined);
  for (const { start, end, tone } of spans) {
    if (end < scale.from || start > scale.to) continue;
    const first = Math.max(0, scale.columnOf(start));
    const last = Math.min(scale.columns - 1, Math.max(first, scale.columnOf(end) - 1));
    for (let i = first; i <= last; i++) {
      const there = columns[i];
      if (there === undefined || loudness.indexOf(tone) > loudness.indexOf(there)) columns[i] = tone;
    }
  }
  const now = scale.columnOf(t);
  return merged(
    columns.map((tone, i) => {
      const { bar: text, style } =
        tone === undefined ? { bar: i === now ? "│" : " ", style: {} } : tones[tone];
      if (i === now) return styled(text, tone === undefined ? { bold: true } : { ...style, inverse: true });
      return i > now && tone !== undefined ? styled(text, { dim: true }) : styled(text, style);
    }),
  );
}

/** Neighbours of one style as one. */
function merged(segments: readonly Segment[]): Segment[] {
  const found: { text: string; style: Segment["style"] }[] = [];
  for (const { text, style } of segments) {
    const last = found.at(-1);
    if (last !== undefined && sameStyle(last.style, style)) last.text += text;
    else found.push({ text, style });
  }
  return found;
}

const sameStyle = (a: Segment["style"], b: Segment["style"]): boolean =>
  a === b || (a?.color === b?.color && a?.bold === b?.bold && a?.dim === b?.dim && a?.inverse === b?.inverse);

function withCursor(text: string, scale: TimeScale, t: number, style: Segment["style"] & object): Segment[] {
  const characters = [...text];
  const now = scale.columnOf(t);
  const under = characters[now] ?? " ";
  return [
    styled(characters.slice(0, now).join(""), style),
    styled(under === " " ? "│" : under, { bold: true, inverse: under !== " " }),
    styled(characters.slice(now + 1).join(""), style),
  ];
}

/** `!` where there is a finding, a number where there are several. */
function markers(run: RunIndex, scale: TimeScale): string {
  const counts = new Map<number, number>();
  for (const { t, trial } of run.recording.findings) {
    if (t === undefined || trial !== undefined) continue;
    const column = scale.columnOf(t);
    counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  return Array.from({ length: scale.columns }, (_, i) => {
    const count = counts.get(i) ?? 0;
    return count === 0 ? " " : count === 1 ? "!" : String(Math.min(9, count));
  }).join("");
}
