import type { LogEntry } from "./log.ts";
import type { PodRow, RunIndex } from "./run-index.ts";
import type { SearchTexts } from "./search-texts.ts";
import { countWhere } from "./times.ts";

/** What of a run fits the text that somebody filters by. */
export class Filtered {
  private podKeys: readonly string[] | undefined;
  private podRows: readonly PodRow[] | undefined;
  private entries: readonly LogEntry[] | undefined;
  private places: ReadonlyMap<string, number> | undefined;

  constructor(
    readonly run: RunIndex,
    private readonly text: string,
  ) {}

  /** Keys of pods whose name or workload has the text in it. */
  get pods(): readonly string[] {
    this.podKeys ??= this.only("pods", this.run.pods);
    return this.podKeys;
  }

  get rows(): readonly PodRow[] {
    this.podRows ??= this.only("rows", this.run.rows);
    return this.podRows;
  }

  get log(): readonly LogEntry[] {
    this.entries ??= this.only("log", this.run.log);
    return this.entries;
  }

  /** How many of the pods have come by a time. */
  podsUntil(t: number): number {
    const { pods } = this;
    if (pods === this.run.pods) return this.run.podsUntil(t);
    return countWhere(pods.length, (i) => this.run.writesAt(pods[i] ?? "", t).now !== undefined);
  }

  rowsUntil = (t: number): number => countWhere(this.rows.length, (i) => (this.rows[i]?.t ?? 0) <= t);
  logUntil = (t: number): number => countWhere(this.log.length, (i) => (this.log[i]?.t ?? 0) <= t);

  /** The place of a pod among the pods, or -1. */
  placeOf(key: string | undefined): number {
    this.places ??= new Map(this.pods.map((each, i) => [each, i]));
    return key === undefined ? -1 : (this.places.get(key) ?? -1);
  }

  private only<T>(list: keyof SearchTexts, all: readonly T[]): readonly T[] {
    const { text } = this;
    const searched = this.run.searched[list];
    return text === "" ? all : all.filter((_, i) => searched[i]?.includes(text));
  }
}

const last = new WeakMap<RunIndex, { readonly text: string; readonly filtered: Filtered }>();

/** What of a run fits a text, upper and lower case alike; the answer for the last text is kept. */
export function filtered(run: RunIndex, filter: string): Filtered {
  const text = filter.toLowerCase();
  const known = last.get(run);
  if (known?.text === text) return known.filtered;
  const made = new Filtered(run, text);
  last.set(run, { text, filtered: made });
  return made;
}
