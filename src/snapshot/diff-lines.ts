/** One line of a comparison: in both texts, only in the old, only in the new. */
export interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** The fewest lines to take away and to add (Myers' O(ND) algorithm). */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const same = (texts: readonly string[]): DiffLine[] => texts.map((text) => ({ sign: " ", text }));
  return [
    ...same(before.slice(0, head)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ];
}

function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const trace: Map<number, number>[] = [];
  const furthest = new Map([[1, 0]]);
  const at = (k: number, map: ReadonlyMap<number, number> = furthest): number => map.get(k) ?? -1;
  const down = (k: number, d: number, map?: ReadonlyMap<number, number>): boolean =>
    k === -d || (k !== d && at(k - 1, map) < at(k + 1, map));
  search: for (let d = 0; ; d++) {
    trace.push(new Map(furthest));
    for (let k = -d; k <= d; k += 2) {
      let x = down(k, d) ? at(k + 1) : at(k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) break search;
    }
  }
  const lines: DiffLine[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const map = trace[d] ?? furthest;
    const previous = down(x - y, d, map) ? x - y + 1 : x - y - 1;
    const startX = at(previous, map);
    const startY = startX - previous;
    for (; x > startX && y > startY; x--, y--) lines.push({ sign: " ", text: a[x - 1] ?? "" });
    if (d === 0) break;
    if (x === startX) lines.push({ sign: "+", text: b[y - 1] ?? "" });
    else lines.push({ sign: "-", text: a[x - 1] ?? "" });
    x = startX;
    y = startY;
  }
  return lines.reverse();
}
