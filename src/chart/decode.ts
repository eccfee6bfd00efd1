import { formatFloat } from "../gotemplate/text/format-float.ts";
import type { Maker } from "../goyaml/decode.ts";
import { readYaml } from "../goyaml/parse-yaml.ts";
import { plainValues } from "../goyaml/plain-values.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { nilList, nilMap } from "./nil.ts";

/** Where in the Go types a value stands, for error texts: the struct that has the field, and the path from the root. */
interface Position {
  readonly struct: string;
  readonly path: string;
}

/** Fills a Go value as sigs.k8s.io/yaml and encoding/json do: absent and null give the zero value. */
export interface Decoder<T> {
  readonly goType: string;
  readonly zero: () => T;
  readonly read: (value: unknown, at: Position | undefined) => T;
}

/**
 * Decodes a parsed document (plain objects and arrays). Throws an Error with encoding/json's words at the first
 * mismatch.
 */
export function decode<T>(decoder: Decoder<T>, value: unknown): T {
  return value === null || value === undefined ? decoder.zero() : decoder.read(value, undefined);
}

/** A number that was written as a float; it keeps `1e6` apart from `1000000` where a string is wanted. */
class YamlFloat {
  constructor(readonly value: number) {}
}

const typedValues: Maker<unknown> = {
  ...(plainValues as Maker<unknown>),
  scalar: ({ kind, value }) => (kind === "float" ? new YamlFloat(Number(value)) : value),
  finite: false,
};

/** Parses a YAML document for `decode`. Throws an Error with sigs.k8s.io/yaml's words, the YamlError as its cause. */
export function parseForDecode(text: string): unknown {
  return converting(() => readYaml(text, typedValues));
}

/** Gives the errors of a YAML parser the words sigs.k8s.io/yaml puts before them. */
export function converting<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(`error converting YAML to JSON: ${error.message}`, { cause: error });
  }
}

function mismatch(value: unknown, goType: string, at: Position | undefined): Error {
  const what = at === undefined ? "value" : `struct field ${at.struct}.${at.path}`;
  return new Error(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kindOf(value)} into Go ${what} of type ${goType}`,
  );
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  return isObject(value) ? "object" : "number";
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof YamlFloat);

/** A string; numbers and booleans become their text, as sigs.k8s.io/yaml does for string fields. */
export const stringField: Decoder<string> = {
  goType: "string",
  zero: () => "",
  read: (value, at) => {
    if (typeof value === "string") return value;
    if (value instanceof YamlFloat) return float32Text(value.value);
    if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
      return String(value);
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

/** Anything, as plain JSON values. */
export const anyField: Decoder<unknown> = { goType: "interface {}", zero: () => null, read: plain };

function plain(value: unknown): unknown {
  if (value instanceof YamlFloat) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)])) : value;
}

/** What is absent or null is `nilList`. */
export function listOf<T>(item: Decoder<T>): Decoder<readonly T[]> {
  const goType = `[]${item.goType}`;
  return {
    goType,
    zero: () => nilList,
    read: (value, at) => {
      if (!Array.isArray(value)) throw mismatch(value, goType, at);
      return value.map((entry) => (entry === null ? item.zero() : item.read(entry, at)));
    },
  };
}

/** What is absent or null is `nilMap`. */
export function mapOf<T>(item: Decoder<T>): Decoder<ReadonlyMap<string, T>> {
  const goType = `map[string]${item.goType}`;
  return {
    goType,
    zero: () => nilMap,
    read: (value, at) => {
      if (!isObject(value)) throw mismatch(value, goType, at);
      return new Map(sorted(value).map(([key, v]) => [key, v === null ? item.zero() : item.read(v, at)]));
    },
  };
}

/** A pointer: null is undefined. */
export function optional<T>(decoder: Decoder<T>): Decoder<T | undefined> {
  return { goType: `*${decoder.goType}`, zero: () => undefined, read: decoder.read };
}

type Fields<T> = { readonly [K in keyof T]: { readonly json: string; readonly decoder: Decoder<T[K]> } };

/** A struct; `name` is what error texts call it, "" for an anonymous one. */
export function struct<T>(goType: string, name: string, fields: Fields<T>): Decoder<T> {
  const keys = Object.keys(fields) as (keyof T)[];
  const fill = (found: Partial<T>): T => {
    const result = { ...found };
    for (const key of keys) if (!(key in found)) result[key] = fields[key].decoder.zero();
    return result as T;
  };
  return {
    goType,
    zero: () => fill({}),
    read: (value, at) => {
      if (!isObject(value)) throw mismatch(value, goType, at);
      const found: Partial<T> = {};
      for (const [member, entry] of sorted(value)) {
        // encoding/json takes a field by any spelling of its letters' case; of several the last one stays.
        const key = keys.find((k) => fields[k].json.toLowerCase() === member.toLowerCase());
        if (key === undefined || entry === null) continue;
        const { json, decoder } = fields[key];
        const path = at === undefined ? json : `${at.path}.${json}`;
        found[key] = decoder.read(entry, { struct: name, path });
      }
      return fill(found);
    },
  };
}

/** The JSON between the two libraries has its members in byte order: of two mismatches the first so is told. */
function sorted(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => compareStrings(a, b));
}

/** strconv.FormatFloat(x, 'g', -1, 32). */
function float32Text(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return formatFloat(single);
  for (let digits = 1; digits < 9; digits++) {
    const shorter = Number(single.toPrecision(digits));
    if (Math.fround(shorter) === single) return formatFloat(shorter);
  }
  return formatFloat(Number(single.toPrecision(9)));
}
