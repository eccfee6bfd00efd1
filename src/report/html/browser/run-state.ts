import type { Timeline } from "../../timeline/timeline.ts";

/** What a reader has set. */
export interface Settings {
  /** the part that is shown, seconds */
  readonly from: number;
  readonly to: number;
  /** where the cursor stands, seconds */
  readonly at: number;
  readonly playing: boolean;
  /** what names must hold to be shown, in lower case */
  readonly filter: string;
  readonly failing: boolean;
  /** the number of the row that is looked at, of those that are shown; -1 for none */
  readonly row: number;
}

/** A run on the page, and what its parts agree on: each changes it, and each is told. */
export class RunState {
  settings: Settings;
  /** what the filter leaves */
  shown: Timeline;
  private readonly listeners: ((settings: Settings, before: Settings) => void)[] = [];

  constructor(readonly timeline: Timeline) {
    this.shown = timeline;
    this.settings = {
      from: 0,
      to: timeline.calm,
      at: timeline.calm,
      playing: false,
      filter: "",
      failing: false,
      row: -1,
    };
  }

  onChange(listener: (settings: Settings, before: Settings) => void): void {
    this.listeners.push(listener);
  }

  /** Takes new settings, held within what is possible. */
  change(wanted: Partial<Settings>): void {
    const before = this.settings;
    const next = { ...before, ...wanted };
    if (next.filter !== before.filter || next.failing !== before.failing)
      this.shown = filtered(this.timeline, next);
    const rows = this.shown.sections.reduce((sum, section) => sum + section.rows.length, 0);
    const { end } = this.timeline;
    const length = clamp(next.to - next.from, Math.min(0.05, end), end);
    const from = clamp(next.from, 0, end - length);
    this.settings = {
      ...next,
      from,
      to: from + length,
      at: clamp(next.at, 0, end),
      row: clamp(next.row, -1, rows - 1),
    };
    for (const listener of this.listeners) listener(this.settings, before);
  }

  /** Shows a part `factor` times as long, around a time that stays where it is. */
  zoom(factor: number, around: number): void {
    const { from, to } = this.settings;
    this.change({ from: around - (around - from) * factor, to: around + (to - around) * factor });
  }

  /** Moves the cursor, and what is shown with it if need be. */
  moveTo(at: number, more: Partial<Settings> = {}): void {
    const { from, to } = this.settings;
    const length = to - from;
    const inView = at >= from && at <= to;
    this.change({ ...more, at, ...(inView ? {} : { from: at - length * 0.1, to: at + length * 0.9 }) });
  }
}

function filtered(timeline: Timeline, { filter, failing }: Settings): Timeline {
  const sections = timeline.sections.map(({ heading, rows }) => ({
    heading,
    rows: rows.filter(
      ({ label, spans }) =>
        `${heading} ${label}`.toLowerCase().includes(filter) &&
        (!failing || spans.some(({ tone }) => tone === "failed")),
    ),
  }));
  return { ...timeline, sections: sections.filter(({ rows }) => rows.length > 0) };
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), Math.max(low, high));
