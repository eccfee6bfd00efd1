import { ApiError } from "../../cluster/api/api-error.ts";
import { deepEqual } from "../../util/deep-equal.ts";

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/**
 * What a JSON Patch (RFC 6902) makes of a document.
 * @throws ApiError Invalid, in the words with which the server refuses any patch that does not fit
 */
export function applyJsonPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw refused();
  return (patch as readonly Operation[]).reduce(applyOperation, document);
}

const refused = (): ApiError =>
  new ApiError("Invalid", "the server rejected our request due to an error in our request");

function applyOperation(document: unknown, { op, path, from = "", value }: Operation): unknown {
  switch (op) {
    case "add":
      return put(document, pointer(path), "insert", value);
    case "replace":
      read(document, pointer(path));
      return put(document, pointer(path), "set", value);
    case "remove":
      read(document, pointer(path));
      return put(document, pointer(path), "remove");
    case "copy":
      return put(document, pointer(path), "insert", read(document, pointer(from)));
    case "move": {
      const moved = read(document, pointer(from));
      return put(put(document, pointer(from), "remove"), pointer(path), "insert", moved);
    }
    case "test":
      if (deepEqual(read(document, pointer(path)), value)) return document;
      throw refused();
    default:
      throw refused();
  }
}

const pointer = (path: string): string[] =>
  path
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

type Children = Readonly<Record<string, unknown>> | readonly unknown[] | null | undefined;

function read(document: unknown, path: readonly string[]): unknown {
  let value = document;
  for (const key of path) {
    const children = value as Children;
    value = isList(children) ? children[placeIn(children, key)] : children?.[key];
    if (value === undefined) throw refused();
  }
  return value;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** A negative number counts from the end. */
function placeIn(list: readonly unknown[], key: string): number {
  if (!/^-?\d+$/.test(key)) throw refused();
  return Number(key) < 0 ? list.length + Number(key) : Number(key);
}

type How = "insert" | "set" | "remove";

function put(document: unknown, [key, ...rest]: readonly string[], how: How, value?: unknown): unknown {
  if (key === undefined) return value;
  if (isList(document)) return putInList(document, key, rest, how, value);
  if (typeof document !== "object" || document === null) throw refused();
  const map = document as Readonly<Record<string, unknown>>;
  if (rest.length > 0) return { ...map, [key]: put(map[key], rest, how, value) };
  if (how !== "remove") return { ...map, [key]: value };
  const { [key]: _removed, ...others } = map;
  return others;
}

function putInList(
  list: readonly unknown[],
  key: string,
  rest: readonly string[],
  how: How,
  value: unknown,
): readonly unknown[] {
  const place = key === "-" ? list.length : placeIn(list, key);
  if (place < 0 || place > list.length) throw refused();
  if (rest.length > 0) return list.map((item, i) => (i === place ? put(item, rest, how, value) : item));
  if (how === "set") return list.map((item, i) => (i === place ? value : item));
  if (how === "remove") return list.filter((_, i) => i !== place);
  return [...list.slice(0, place), value, ...list.slice(place)];
}
