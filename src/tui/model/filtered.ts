import type { LogEntry } from "./log.ts";
import { keyOf, type PodRow, type RunIndex } from "./run-index.ts";
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
    this.podKeys ??= this.only("pods", this.run.pods, (key) => `${key} ${this.run.ownersOf(key).join(" ")}`);
    return this.podKeys;
  }

  get rows(): readonly PodRow[] {
    this.podRows ??= this.only("rows", this.run.rows, ({ line }) => line);
    return this.podRows;
  }

  get log(): readonly LogEntry[] {
    this.entries ??= this.only(
      "log",
      this.run.log,
      ({ reason, object, text }) => `${reason} ${object === undefined ? "" : keyOf(object)} ${text}`,
    );
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

  private only<T>(list: List, all: readonly T[], textOf: (item: T) => string): readonly T[] {
    const { text } = this;
    if (text === "") return all;
    const known = texts.get(this.run) ?? {};
    texts.set(this.run, known);
    known[list] ??= all.map((item) => textOf(item).toLowerCase());
    const { [list]: searched = [] } = known;
    return all.filter((_, i) => searched[i]?.includes(text));
  }
}

type List = "pods" | "rows" | "log";

/** What is searched in, in lower case: it is the same for each letter that is typed. */
const texts = new WeakMap<RunIndex, Partial<Record<List, readonly string[]>>>();

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
