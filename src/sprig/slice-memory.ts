import { GoInt, GoList, type Value } from "../gotemplate/value.ts";

/**
 * Go's slices reach beyond their length: `slice list 0 4` of three elements works where the array behind the slice
 * has four places, and shows what is there. How many there are depends on how the slice came about, so functions that
 * make slices in other ways than by appending one element after the other say so here.
 */
interface Memory {
  readonly array: readonly Value[];
  readonly start: number;
  readonly capacity: number;
}

const memories = new WeakMap<GoList, Memory>();

/** A slice with an array of exactly its own length behind it. */
export function exactSlice(items: Value[], goType?: string): GoList {
  return withCapacity(new GoList(items, goType), items.length);
}

/** A slice whose array has room for `capacity` elements. */
export function withCapacity(list: GoList, capacity: number): GoList {
  memories.set(list, { array: list.items, start: 0, capacity });
  return list;
}

/** How many places the array behind a slice has from the slice's start on. */
export function capacityOf(list: GoList): number {
  return memories.get(list)?.capacity ?? appendedCapacity(list.items.length, list.elemType);
}

/** `list[start:end]`; undefined where that is out of the bounds of its array. */
export function subslice(list: GoList, start: number, end: number): GoList | undefined {
  const capacity = capacityOf(list);
  if (start < 0 || end < start || end > capacity) return undefined;
  const memory = memories.get(list) ?? { array: list.items, start: 0 };
  const from = memory.start + start;
  const part = list.withItems(
    Array.from({ length: end - start }, (_, i) => memory.array[from + i] ?? zero(list)),
  );
  memories.set(part, { array: memory.array, start: from, capacity: capacity - start });
  return part;
}

/** The capacity of a slice that was empty and got its elements one by one. */
function appendedCapacity(length: number, elemType: string): number {
  let capacity = 0;
  for (let have = 0; have < length; have++)
    if (have === capacity) capacity = grownCapacity(have, have + 1, elemType);
  return capacity;
}

/** The capacity after appending to a full slice (runtime/slice.go: growslice). */
export function grownCapacity(length: number, needed: number, elemType: string): number {
  const size = ELEMENT_SIZES[elemType] ?? 16;
  let capacity = length;
  if (needed > length * 2) capacity = needed;
  else if (length < 256) capacity = length * 2;
  else while (capacity < needed) capacity += Math.floor((capacity + 3 * 256) / 4);
  return Math.floor(roundUp(capacity * size) / size);
}

const ELEMENT_SIZES: Readonly<Record<string, number>> = {
  int: 8,
  "interface {}": 16,
  string: 16,
  "[]interface {}": 24,
};

/** The allocator's block sizes up to 8 kB (runtime/sizeclasses.go); above 32 kB whole pages of 8 kB. */
const BLOCKS = [
  8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416,
  448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200,
  3456, 4096, 4864, 5120, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336,
  16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
];

function roundUp(bytes: number): number {
  return BLOCKS.find((block) => block >= bytes) ?? Math.ceil(bytes / 8192) * 8192;
}

function zero(list: GoList): Value {
  if (list.elemType === "int") return new GoInt(0n);
  return list.elemType === "string" ? "" : null;
}
