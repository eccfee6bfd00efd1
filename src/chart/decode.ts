import { formatFloat } from "../gotemplate/text/format-float.ts";
import { GoInt, GoList, GoMap, type Value } from "../gotemplate/value.ts";
import { compareStrings } from "../util/compare-strings.ts";

/** Where in the Go types a value stands, for the error text: the struct that has the field, and the path from the root. */
interface Position {
  readonly struct: string;
  readonly path: string;
}

/** Reads a parsed YAML value as sigs.k8s.io/yaml and encoding/json fill a Go value: absent and null give the zero value. */
export interface Decoder<T> {
  readonly goType: string;
  readonly zero: () => T;
  readonly read: (value: Value, at: Position | undefined) => T;
}

/** Decodes a whole document. Throws an Error with encoding/json's words at the first mismatch. */
export function decode<T>(decoder: Decoder<T>, value: Value): T {
  return value === null ? decoder.zero() : decoder.read(value, undefined);
}

function mismatch(value: Value, goType: string, at: Position | undefined): Error {
  const what = at === undefined ? "value" : `struct field ${at.struct}.${at.path}`;
  return new Error(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go ${what} of type ${goType}`,
  );
}

function jsonKind(value: Value): string {
  if (value instanceof GoMap) return "object";
  if (value instanceof GoList) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string" ? "string" : "number";
}

/** A string; numbers and booleans become their text first, as sigs.k8s.io/yaml does for string fields. */
export const stringField: Decoder<string> = {
  goType: "string",
  zero: () => "",
  read: (value, at) => {
    if (typeof value === "string") return value;
    if (typeof value === "boolean") return String(value);
    if (value instanceof GoInt) return String(value.value);
    if (typeof value === "number") return floatText(value);
    throw mismatch(value, "string", at);
  },
};

export const boolField: Decoder<boolean> = {
  goType: "bool",
  zero: () => false,
  read: (value, at) => {
    if (typeof value === "boolean") return value;
    throw mismatch(value, "bool", at);
  },
};

export const anyField: Decoder<Value> = { goType: "interface {}", zero: () => null, read: (value) => value };

export function listOf<T>(item: Decoder<T>): Decoder<readonly T[]> {
  const goType = `[]${item.goType}`;
  return {
    goType,
    zero: () => [],
    read: (value, at) => {
      if (!(value instanceof GoList)) throw mismatch(value, goType, at);
      return value.items.map((entry) => (entry === null ? item.zero() : item.read(entry, at)));
    },
  };
}

export function mapOf<T>(item: Decoder<T>): Decoder<ReadonlyMap<string, T>> {
  const goType = `map[string]${item.goType}`;
  return {
    goType,
    zero: () => new Map(),
    read: (value, at) => {
      if (!(value instanceof GoMap)) throw mismatch(value, goType, at);
      return new Map(sorted(value).map(([key, v]) => [key, v === null ? item.zero() : item.read(v, at)]));
    },
  };
}

/** A pointer: null and absent are undefined. */
export function optional<T>(decoder: Decoder<T>): Decoder<T | undefined> {
  return { goType: `*${decoder.goType}`, zero: () => undefined, read: decoder.read };
}

type Fields<T> = { readonly [K in keyof T]: { readonly json: string; readonly decoder: Decoder<T[K]> } };

/** A struct; `name` is what error texts call it, "" for an anonymous one. */
export function struct<T>(goType: string, name: string, fields: Fields<T>): Decoder<T> {
  const keys = Object.keys(fields) as (keyof T)[];
  const zero = (): T => fill(() => undefined);
  const fill = (given: <K extends keyof T>(key: K) => T[K] | undefined): T => {
    const result: Partial<T> = {};
    for (const key of keys) result[key] = given(key) ?? fields[key].decoder.zero();
    return result as T;
  };
  return {
    goType,
    zero,
    read: (value, at) => {
      if (!(value instanceof GoMap)) throw mismatch(value, goType, at);
      const found: Partial<T> = {};
      for (const [name_, entry] of sorted(value)) {
        // encoding/json takes a field by its exact name or else by any spelling of its letters' case.
        const key = keys.find((k) => fields[k].json.toLowerCase() === name_.toLowerCase());
        if (key === undefined || entry === null) continue;
        const { json, decoder } = fields[key];
        const path = at === undefined ? json : `${at.path}.${json}`;
        found[key] = decoder.read(entry, { struct: name, path });
      }
      return fill((key) => found[key]);
    },
  };
}

/** encoding/json writes, and so reads back, the keys of a map in byte order: the first mismatch is the one told. */
function sorted(map: GoMap): [string, Value][] {
  return [...map].sort(([a], [b]) => compareStrings(a, b));
}

/** strconv.FormatFloat(x, 'g', -1, 32); a whole number was an integer in the source. */
function floatText(value: number): string {
  if (Number.isInteger(value)) return String(BigInt(value));
  for (let digits = 1; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === Math.fround(value)) return formatFloat(shorter);
  }
  return formatFloat(Number(value.toPrecision(9)));
}
