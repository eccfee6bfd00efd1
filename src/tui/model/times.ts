/** How many of the sorted times are at or before `t`. */
export function countUntil(times: readonly number[], t: number): number {
  return countWhere(times.length, (i) => (times[i] ?? 0) <= t);
}

/** How many of the first items fulfil a test that holds for the first ones only. */
export function countWhere(length: number, test: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The next of the sorted times after `t`, or with -1 the last one before it. */
export function neighbour(times: readonly number[], t: number, direction: 1 | -1): number | undefined {
  if (direction > 0) return times[countUntil(times, t)];
  return times[countWhere(times.length, (i) => (times[i] ?? 0) < t) - 1];
}

/** The times in order, each once. */
export const sortedTimes = (times: Iterable<number>): number[] => [...new Set(times)].sort((a, b) => a - b);
