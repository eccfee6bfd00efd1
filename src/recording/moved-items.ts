/**
 * The fewest items that one would have to move to turn the order `before` into `after`; both hold the same items,
 * each once.
 */
export function movedItems(before: readonly string[], after: readonly string[]): string[] {
  const places = new Map(before.map((item, place) => [item, place]));
  const order = after.map((item) => places.get(item) ?? -1);
  const kept = longestIncreasing(order);
  return after.filter((_, i) => !kept.has(i));
}

/** The indexes of a longest increasing subsequence (patience sorting). */
function longestIncreasing(values: readonly number[]): Set<number> {
  const tops: number[] = [];
  const previous: number[] = [];
  for (const [i, value] of values.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tops[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[i] = low === 0 ? -1 : (tops[low - 1] ?? -1);
    tops[low] = i;
  }
  const kept = new Set<number>();
  for (let i = tops.at(-1) ?? -1; i >= 0; i = previous[i] ?? -1) kept.add(i);
  return kept;
}
