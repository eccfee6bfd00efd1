import { remembering } from "../../../util/remembering.ts";
import { isMap, type JsonMap } from "../apply/json.ts";
import type { ObjectInput } from "../object.ts";
import { type FieldType, fieldsOf, isScalar, structOf } from "./field-types.ts";

/**
 * An object with what the types of its fields leave of it: without fields that are unknown or of the wrong type, and with
 * Go's zero values for the nulls in its lists and maps. The same object if there is nothing of that.
 */
export const typedObject = remembering((object: ObjectInput): ObjectInput => {
  const struct = structOf(object);
  return struct === undefined ? object : (typedStruct(object, struct) as ObjectInput);
});

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
  const next = list.map((item) => (item === null ? undefined : typed(item, type)) ?? zeroOf(type));
  return next.every((item, i) => item === list[i]) ? list : next;
}

/** A map with each value changed, or left out where there is none; the same map if nothing changes. */
function rebuilt(map: JsonMap, change: (name: string, value: unknown) => unknown): JsonMap {
  const entries = Object.entries(map).flatMap(([name, value]): [string, unknown][] => {
    const next = change(name, value);
    return next === undefined ? [] : [[name, next]];
  });
  const isSame =
    entries.length === Object.keys(map).length && entries.every(([name, next]) => next === map[name]);
  return isSame ? map : Object.fromEntries(entries);
}

/** What Go makes of a null in a list or map. */
function zeroOf(type: FieldType): unknown {
  if (type.startsWith("[")) return [];
  if (type.startsWith("{") || fieldsOf(type) !== undefined) return {};
  if (type === "b") return false;
  return type === "i" || type === "l" || type === "f" ? 0 : "";
}
