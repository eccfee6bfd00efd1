import { remembering } from "../../../util/remembering.ts";
import { isMap, type JsonMap } from "../apply/json.ts";
import type { ObjectInput } from "../object.ts";
import { type FieldType, fieldsOf, isScalar, structOf } from "./field-types.ts";

/**
 * An object with what the types of its fields leave of it: without fields that are unknown or of the wrong type, and with
 * Go's zero values for the nulls in its lists and maps. The same object if there is nothing of that.
 */
export const typedObject = remembering(typedAnew);

/** The same for an object that is not seen again. */
export function typedAnew(object: ObjectInput): ObjectInput {
  const struct = structOf(object);
  return struct === undefined ? object : (typedStruct(object, struct) as ObjectInput);
}

/** The same for the spec of a pod, which custom kinds have, too. */
export const typedPodSpec = remembering((spec: JsonMap): JsonMap => typedStruct(spec, "PodSpec"));

/** The value as far as it fits, the same one if it does as a whole; undefined if it does not at all. */
function typed(value: unknown, type: FieldType): unknown {
  if (value === null || value === undefined) return value;
  if (type.startsWith("[")) return Array.isArray(value) ? typedList(value, type.slice(1)) : undefined;
  if (type.startsWith("{")) return isMap(value) ? typedMap(value, type.slice(1)) : undefined;
  if (fieldsOf(type) !== undefined) return isMap(value) ? typedStruct(value, type) : undefined;
  return isScalar(value, type) ? value : undefined;
}

/** A field that is null is absent. */
function typedStruct(value: JsonMap, struct: string): JsonMap {
  const fields = fieldsOf(struct);
  return rebuilt(value, (name, each) => {
    const type = fields?.get(name);
    return type === undefined || each === null ? undefined : typed(each, type);
  });
}

const typedMap = (map: JsonMap, type: FieldType): JsonMap =>
  rebuilt(map, (_, value) => (value === null ? zeroOf(type) : typed(value, type)));

function typedList(list: readonly unknown[], type: FieldType): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [i, item] of list.entries()) {
    const next = (item === null ? undefined : typed(item, type)) ?? zeroOf(type);
    if (next === item) continue;
    copy ??= [...list];
    copy[i] = next;
  }
  return copy ?? list;
}

/** A map with each value changed, or left out where there is none; the same map if nothing changes. */
function rebuilt(map: JsonMap, change: (name: string, value: unknown) => unknown): JsonMap {
  let copy: Record<string, unknown> | undefined;
  for (const name in map) {
    const value = map[name];
    const next = change(name, value);
    if (next === value && next !== undefined) continue;
    copy ??= { ...map };
    if (next === undefined) delete copy[name];
    else copy[name] = next;
  }
  return copy ?? map;
}

/** What Go makes of a null in a list or map. */
function zeroOf(type: FieldType): unknown {
  if (type.startsWith("[")) return [];
  if (type.startsWith("{") || fieldsOf(type) !== undefined) return {};
  if (type === "b") return false;
  return type === "i" || type === "l" || type === "f" ? 0 : "";
}
