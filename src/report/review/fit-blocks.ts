/** A part of a report that may have to be left out. */
export interface Block {
  readonly text: string;
  /** the smaller, the sooner it is kept */
  readonly rank: number;
  /** what it belongs to: without the block of the smallest rank of its group none of it is kept */
  readonly group: number;
}

/**
 * The blocks that fit into so many bytes, in their order, with a note if some are left out. Those of smaller rank come first,
 * among equals the earlier ones.
 */
export function fitBlocks(
  blocks: readonly Block[],
  limit: number,
  note: (leftOut: number) => string,
): string {
  const encoder = new TextEncoder();
  const sizeOf = (text: string): number => encoder.encode(text).length;
  const order = [...blocks.entries()].sort(([i, a], [j, b]) => a.rank - b.rank || i - j);
  const kept = new Set<number>();
  const lost = new Set<number>();
  const seen = new Set<number>();
  let room = limit - sizeOf(note(blocks.length));
  for (const [i, { text, group }] of order) {
    const isFirst = !seen.has(group);
    seen.add(group);
    const size = sizeOf(text);
    if (lost.has(group) || size > room) {
      if (isFirst) lost.add(group);
      continue;
    }
    room -= size;
    kept.add(i);
  }
  const text = blocks.filter((_, i) => kept.has(i)).map((block) => block.text);
  return kept.size === blocks.length ? text.join("") : [...text, note(blocks.length - kept.size)].join("");
}
