import { compareStrings } from "../../util/compare-strings.ts";
import { type CommandSample, machineryName } from "./run-sample.ts";
import { type Bin, chanceBetween, dependence, histogram, mean, quantile } from "./statistics.ts";

/** How long a command takes, over many runs. All times are seconds. */
export interface Estimate {
  readonly command: string;
  readonly runs: number;
  /** runs that succeeded, that would have with more time, and that fail whatever time they have */
  readonly done: number;
  readonly late: number;
  readonly failed: number;
  /** the chance (0 to 1) that the command runs into its `--timeout`, and between which it lies in 95 of 100 cases */
  readonly chanceLate: number;
  readonly chanceBetween: readonly [low: number, high: number];
  /** how long it takes, had it all the time it needs */
  readonly took: Spread;
  /** the longest single wait of a run, which is what `--timeout` limits */
  readonly longestWait: Spread;
  readonly histogram: readonly Bin[];
  /** what the time hangs on, the most important first */
  readonly influences: readonly Influence[];
  /** what Helm says in the runs that fail or are late, the most frequent first */
  readonly errors: readonly { readonly text: string; readonly count: number }[];
}

export interface Spread {
  readonly min: number;
  readonly p5: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface Influence {
  /** `Job/migrate: migrate`: a container, from its start until it ends or is ready */
  readonly what: string;
  /** seconds; of the machinery: how many times slower than usual */
  readonly mean: number;
  readonly p95: number;
  /** by how much the command is longer for each second (of the machinery: each time) more; null: it never differs */
  readonly slope: number | null;
  /** which part (0 to 1) of the spread of the command's time comes from this */
  readonly share: number;
}

const mostBins = 14;

/** Sums up what one command came to in all runs. */
export function estimate(samples: readonly CommandSample[]): Estimate {
  const finished = samples.filter(({ outcome }) => outcome !== "failed");
  const count = (outcome: CommandSample["outcome"]): number =>
    samples.filter((sample) => sample.outcome === outcome).length;
  const times = sorted(finished.map(({ took }) => took));
  return {
    command: samples[0]?.command ?? "",
    runs: samples.length,
    done: count("done"),
    late: count("late"),
    failed: count("failed"),
    chanceLate: count("late") / samples.length,
    chanceBetween: chanceBetween(count("late"), samples.length),
    took: spreadOf(times),
    longestWait: spreadOf(sorted(finished.map(({ longestWait }) => longestWait))),
    histogram: histogram(times, mostBins, quantile(times, 0.99)),
    influences: influences(finished),
    errors: errorsOf(samples),
  };
}

const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

const spreadOf = (values: readonly number[]): Spread => ({
  min: quantile(values, 0),
  p5: quantile(values, 0.05),
  p50: quantile(values, 0.5),
  p90: quantile(values, 0.9),
  p95: quantile(values, 0.95),
  p99: quantile(values, 0.99),
  max: quantile(values, 1),
});

function influences(samples: readonly CommandSample[]): Influence[] {
  const names = new Set(samples.flatMap(({ drawn }) => Object.keys(drawn)));
  return [...names]
    .map((what): Influence => {
      const known = samples.filter(({ drawn }) => drawn[what] !== undefined);
      const values = known.map(({ drawn }) => drawn[what] ?? 0);
      const took = known.map((sample) => sample.took);
      const { slope, share } = dependence(values, took);
      return {
        what,
        mean: round(mean(values)),
        p95: round(quantile(sorted(values), 0.95)),
        slope: slope === null ? null : round(slope),
        share: round(share),
      };
    })
    .sort((a, b) => b.share - a.share || b.mean - a.mean || compareStrings(a.what, b.what));
}

const round = (value: number): number => Math.round(value * 1000) / 1000 || 0;

function errorsOf(samples: readonly CommandSample[]): Estimate["errors"] {
  const counts = new Map<string, number>();
  for (const { error } of samples) if (error !== "") counts.set(error, (counts.get(error) ?? 0) + 1);
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count || compareStrings(a.text, b.text));
}

/** The machinery is no container. */
export const isMachinery = ({ what }: Influence): boolean => what === machineryName;
