/** Completion indexes as sorted, disjoint intervals with gaps between them: what `0-2,5` stands for. */
export type IndexSet = readonly Interval[];

type Interval = readonly [first: number, last: number];

/** Reads `0-2,5`; what is not below `completions`, or no number, is left out (indexed_job_utils.go). */
export function parseIndexes(text: string, completions: number): IndexSet {
  const intervals: Interval[] = [];
  if (text === "") return intervals;
  for (const part of text.split(",")) {
    const [from = "", to = from] = part.split("-");
    const first = Number(from);
    const last = Math.min(Number(to), completions - 1);
    if (first >= completions) break;
    if (Number.isInteger(first) && Number.isInteger(last)) intervals.push([first, last]);
  }
  return merge(intervals);
}

/** Two neighbours are written `1,2`, three and more `1-3`. */
export const formatIndexes = (set: IndexSet): string =>
  set
    .map(([first, last]) =>
      last === first ? `${first}` : `${first}${last === first + 1 ? "," : "-"}${last}`,
    )
    .join(",");

export const indexSetOf = (indexes: Iterable<number>): IndexSet =>
  merge([...indexes].sort((a, b) => a - b).map((index) => [index, index]));

export const unionOf = (a: IndexSet, b: IndexSet): IndexSet =>
  merge([...a, ...b].sort((x, y) => x[0] - y[0]));

export const countOf = (set: IndexSet): number =>
  set.reduce((sum, [first, last]) => sum + last - first + 1, 0);

export const hasIndex = (set: IndexSet, index: number): boolean =>
  set.some(([first, last]) => first <= index && index <= last);

/** How many indexes are in both sets. */
export function overlapOf(a: IndexSet, b: IndexSet): number {
  let common = 0;
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (left === undefined || right === undefined) return common;
    common += Math.max(0, Math.min(left[1], right[1]) - Math.max(left[0], right[0]) + 1);
    if (left[1] < right[1]) i++;
    else j++;
  }
}

/** The first `count` indexes below `completions` that are not in the set. */
export function firstAbsent(set: IndexSet, count: number, completions: number): number[] {
  const absent: number[] = [];
  let candidate = 0;
  for (const [first, last] of [...set, [completions, completions] as const]) {
    for (; candidate < Math.min(first, completions) && absent.length < count; candidate++)
      absent.push(candidate);
    candidate = Math.max(candidate, last + 1);
  }
  return absent;
}

/** Joins sorted intervals that touch or overlap. */
function merge(sorted: readonly Interval[]): IndexSet {
  const merged: Interval[] = [];
  for (const interval of sorted) {
    const last = merged.at(-1);
    if (last === undefined || interval[0] > last[1] + 1) merged.push(interval);
    else if (interval[1] > last[1]) merged[merged.length - 1] = [last[0], interval[1]];
  }
  return merged;
}
