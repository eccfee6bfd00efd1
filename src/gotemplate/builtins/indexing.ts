import { byteLength, sliceBytes, stringToBytes } from "../../util/byte-string.ts";
import type { Operand } from "../exec/operand.ts";
import { zeroOf } from "../exec/types.ts";
import { typeName } from "../type-name.ts";
import { GoInt, GoList, GoMap, GoStruct, int, type Value } from "../value.ts";

/** `index x 1 "k"`: x[1]["k"]. */
export function index([first, ...indexes]: readonly Operand[]): Operand {
  if (first === undefined || first === null) throw new Error("index of untyped nil");
  let item: Value = first;
  for (const at of indexes) {
    if (item === null) throw new Error("index of nil pointer");
    item = item instanceof GoMap ? mapElement(item, at) : element(item, at);
  }
  return item;
}

function mapElement(map: GoMap, key: Operand): Value {
  if (key === undefined || key === null) throw new Error("value is nil; should be of type string");
  if (typeof key !== "string") throw new Error(`value has type ${typeName(key)}; should be string`);
  return map.get(key) ?? zeroOf(map.elemType);
}

function element(item: Exclude<Value, null>, at: Operand): Value {
  if (item instanceof GoList) {
    const n = indexNumber(at, item.items.length);
    return n < item.items.length ? (item.items[n] ?? null) : outOfRange("slice");
  }
  if (item instanceof Uint8Array || typeof item === "string") {
    const bytes = typeof item === "string" ? stringToBytes(item) : item;
    const byte = bytes[indexNumber(at, bytes.length)];
    if (byte === undefined) return outOfRange(typeof item === "string" ? "string" : "slice");
    return new GoInt(BigInt(byte), "uint8");
  }
  throw new Error(`can't index item of type ${typeName(item).replace(/^\*/, "")}`);
}

/** Go lets an index that is equal to the length through, then panics. */
function outOfRange(what: "slice" | "string"): never {
  throw new Error(`reflect: ${what} index out of range`);
}

function indexNumber(at: Operand, limit: number): number {
  if (at === undefined || at === null) throw new Error("cannot index slice/array with nil");
  if (!(at instanceof GoInt)) throw new Error(`cannot index slice/array with type ${typeName(at)}`);
  if (at.value < 0n || at.value > BigInt(limit)) throw new Error(`index out of range: ${at.value}`);
  return Number(at.value);
}

/** `slice x 1 3`: x[1:3]; sprig's function of this name hides it in Helm. */
export function slice([item, ...indexes]: readonly Operand[]): Operand {
  if (item === undefined || item === null) throw new Error("slice of untyped nil");
  if (indexes.length > 3) throw new Error(`too many slice indexes: ${indexes.length}`);
  const isText = typeof item === "string";
  if (!isText && !(item instanceof GoList) && !(item instanceof Uint8Array)) {
    throw new Error(`can't slice item of type ${typeName(item)}`);
  }
  if (isText && indexes.length === 3) throw new Error("cannot 3-index slice a string");
  const size = isText ? byteLength(item) : item instanceof GoList ? item.items.length : item.length;
  const [start = 0, end = size, capacity = size] = indexes.map((at) => indexNumber(at, size));
  if (start > end) throw new Error(`invalid slice index: ${start} > ${end}`);
  if (end > capacity) throw new Error(`invalid slice index: ${end} > ${capacity}`);
  if (isText) return sliceBytes(item, start, end);
  return item instanceof GoList ? item.withItems(item.items.slice(start, end)) : item.subarray(start, end);
}

export function length([item]: readonly Operand[]): Operand {
  if (item === undefined) throw new Error("reflect: call of reflect.Value.Type on zero Value");
  if (item === null) throw new Error("len of nil pointer");
  if (typeof item === "string") return int(byteLength(item));
  if (item instanceof GoMap) return int(item.size);
  if (item instanceof GoList) return int(item.items.length);
  if (item instanceof Uint8Array) return int(item.length);
  const type = typeName(item);
  throw new Error(`len of type ${item instanceof GoStruct ? type.replace(/^\*/, "") : type}`);
}
