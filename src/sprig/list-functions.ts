import { type GoFunc, GoList, type Value } from "../gotemplate/value.ts";
import { CallError, NIL_DEREFERENCE } from "./call-error.ts";
import { toInt64 } from "./cast.ts";
import { deepEqual } from "./deep-equal.ts";
import { elements, elementsOf } from "./elements.ts";
import { isEmpty } from "./empty.ts";
import { type FunctionTable, goFunc, goVariadic } from "./go-func.ts";
import { reflectKind } from "./reflect-kind.ts";
import { exactSlice, grownCapacity, subslice, withCapacity } from "./slice-memory.ts";

const listOf = goVariadic([], "interface {}", (...items) => exactSlice(items));
const nilList = (): GoList => new GoList([], "[]interface {}", true);

const append = goFunc(["interface {}", "interface {}"], (list, item) => {
  const items = elements(list, "Cannot push on type");
  return withCapacity(
    new GoList([...items, item]),
    grownCapacity(items.length, items.length + 1, "interface {}"),
  );
});
/** The functions that come in two: `first` panics with what `mustFirst` returns as its error, so both read the same. */
const pairs: FunctionTable = {
  append,
  push: append,
  prepend: goFunc(["interface {}", "interface {}"], (list, item) =>
    exactSlice([item, ...elements(list, "Cannot prepend on type")]),
  ),
  first: goFunc(["interface {}"], (list) => elements(list, "Cannot find first on type")[0] ?? null),
  last: goFunc(["interface {}"], (list) => elements(list, "Cannot find last on type").at(-1) ?? null),
  rest: goFunc(["interface {}"], (list) => allBut(elements(list, "Cannot find rest on type"), 1, undefined)),
  initial: goFunc(["interface {}"], (list) => allBut(elements(list, "Cannot find initial on type"), 0, -1)),
  reverse: goFunc(["interface {}"], (list) =>
    exactSlice([...elements(list, "Cannot find reverse on type")].reverse()),
  ),
  compact: goFunc(
    ["interface {}"],
    (list) => new GoList(elements(list, "Cannot compact on type").filter((item) => !isEmpty(item))),
  ),
  uniq: goFunc(["interface {}"], (list) => {
    const found: Value[] = [];
    for (const item of elements(list, "Cannot find uniq on type")) if (!isIn(found, item)) found.push(item);
    return new GoList(found);
  }),
  without: goVariadic(
    ["interface {}"],
    "interface {}",
    (list, ...omit) =>
      new GoList(elements(list, "Cannot find without on type").filter((item) => !isIn(omit, item))),
  ),
  has: goFunc(["interface {}", "interface {}"], (needle, list) =>
    list === null ? false : isIn(elements(list, "Cannot find has on type"), needle),
  ),
  slice: goVariadic(["interface {}"], "interface {}", slice),
  chunk: goFunc(["int", "interface {}"], chunk),
};

/** sprig's list.go. */
export const listFunctions: FunctionTable = {
  list: listOf,
  tuple: listOf,
  concat: goVariadic([], "interface {}", concat),
  ...withMustTwins(pairs),
};

function concat(...lists: Value[]): Value {
  const items: Value[] = [];
  for (const list of lists) {
    const found = elementsOf(list);
    if (found === undefined)
      throw new CallError(
        list === null ? NIL_DEREFERENCE : `Cannot concat type ${reflectKind(list)} as list`,
      );
    items.push(...found);
  }
  return items.length === 0 ? nilList() : new GoList(items);
}

function allBut(items: readonly Value[], start: number, end: number | undefined): Value {
  return items.length === 0 ? nilList() : exactSlice(items.slice(start, end));
}

function isIn(items: readonly Value[], needle: Value): boolean {
  return items.some((item) => deepEqual(needle, item));
}

/** `list[start:end]`, of an empty list nil; the bounds may be anything that converts to a number. */
function slice(list: Value, ...bounds: Value[]): Value {
  const { length } = elements(list, "list should be type of slice or array but");
  if (length === 0) return null;
  const [from, to] = bounds;
  const start = from === undefined ? 0 : Number(toInt64(from));
  const end = to === undefined ? length : Number(toInt64(to));
  const part = list instanceof GoList ? subslice(list, start, end) : subarray(list as Uint8Array, start, end);
  if (part === undefined) throw new CallError("reflect.Value.Slice: slice index out of bounds");
  return part;
}

function subarray(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  return start < 0 || end < start || end > bytes.length ? undefined : bytes.subarray(start, end);
}

/** Lists of `size` elements; the arithmetic is Go's, so sizes below one give what they give there. */
function chunk(size: number, list: Value): Value {
  const items = elements(list, "Cannot chunk type");
  const count = Math.floor((items.length - 1) / size) + 1;
  if (!Number.isFinite(count) || count < 0) throw new CallError("runtime error: makeslice: len out of range");
  const chunks: Value[] = [];
  for (let i = 0; i < count; i++) {
    const length = i === count - 1 ? items.length % size || size : size;
    if (length < 0) throw new CallError("runtime error: makeslice: len out of range");
    chunks.push(exactSlice(items.slice(i * size, i * size + length)));
  }
  return exactSlice(chunks, "[][]interface {}");
}

/** `mustFirst` beside `first` and so on; `push` is another name of `append`. */
function withMustTwins(table: FunctionTable): FunctionTable {
  const out: Record<string, GoFunc> = {};
  for (const [name, func] of Object.entries(table)) {
    out[name] = func;
    out[`must${name.charAt(0).toUpperCase()}${name.slice(1)}`] = func;
  }
  return out;
}
