/** The smallest value that so large a part (0 to 1) of the values, sorted, does not exceed. */
export const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How `y` depends on `x`: what one more of `x` adds, which nobody knows (null) where `x` is always the same, and which part
 * (0 to 1) of the spread of `y` it explains.
 */
export function dependence(
  x: readonly number[],
  y: readonly number[],
): { readonly slope: number | null; readonly share: number } {
  const [mx, my] = [mean(x), mean(y)];
  let [xx, xy, yy] = [0, 0, 0];
  for (const [i, value] of x.entries()) {
    const [dx, dy] = [value - mx, (y[i] ?? my) - my];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  return {
    slope: xx === 0 ? null : xy / xx,
    share: xx === 0 || yy === 0 ? 0 : (xy * xy) / (xx * yy),
  };
}

const z95 = 1.959963984540054;

/** Between which chances (0 to 1) the true one lies in 95 of 100 cases, by Wilson's score. */
export function chanceBetween(hits: number, runs: number): readonly [low: number, high: number] {
  if (runs === 0) return [0, 1];
  const part = hits / runs;
  const square = z95 * z95;
  const middle = part + square / (2 * runs);
  const half = z95 * Math.sqrt((part * (1 - part)) / runs + square / (4 * runs * runs));
  const whole = 1 + square / runs;
  return [
    hits === 0 ? 0 : Math.max(0, (middle - half) / whole),
    hits === runs ? 1 : Math.min(1, (middle + half) / whole),
  ];
}

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const niceSteps = [1, 2, 5];

/** Counts sorted values in at most so many bins of equal, round width; what lies beyond `last` is in one more. */
export function histogram(sorted: readonly number[], most: number, last: number): Bin[] {
  const [first = 0] = sorted;
  const end = sorted.at(-1) ?? 0;
  const width = niceWidth((last - first) / (most - 1));
  const begin = Math.floor(first / width);
  const bound = (bin: number): number => tidy((begin + bin) * width);
  const bins: Bin[] = [];
  for (let at = 0; at < sorted.length; ) {
    const [from, next] = [bound(bins.length), bound(bins.length + 1)];
    const to = from > last ? Number.POSITIVE_INFINITY : next;
    const start = at;
    while (at < sorted.length && (sorted[at] ?? 0) < to) at++;
    bins.push({ from, to: Math.min(to, Math.max(end, next)), count: at - start });
  }
  return bins;
}

/** Multiples of decimal widths leave dust behind the third place, where a value may lie. */
const tidy = (value: number): number => Math.round(value * 1000) / 1000;

/** The smallest of … 0.1, 0.2, 0.5, 1, 2, 5, 10 … that is no less. */
function niceWidth(least: number): number {
  if (least <= 0.001) return 0.001;
  const power = 10 ** Math.floor(Math.log10(least));
  return tidy((niceSteps.find((step) => step * power >= least * 0.999_999) ?? 10) * power);
}
