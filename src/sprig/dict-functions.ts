import { sortedKeys } from "../gotemplate/fmt/sorted-keys.ts";
import { typeName } from "../gotemplate/type-name.ts";
import { GoList, GoMap, strings, type Value } from "../gotemplate/value.ts";
import { CallError } from "./call-error.ts";
import { deepCopy } from "./deep-copy.ts";
import { type FunctionTable, goFunc, goVariadic } from "./go-func.ts";
import { mergeInto, TypeMismatch } from "./merge-maps.ts";
import { strval } from "./strval.ts";

const DICT = "map[string]interface {}";
const copying = goFunc(["interface {}"], deepCopy);

/** sprig's dict.go. Where Go's order of keys is random, here it is sorted. */
export const dictFunctions: FunctionTable = {
  dict: goVariadic([], "interface {}", (...pairs) => {
    const dict = new GoMap();
    for (let i = 0; i < pairs.length; i += 2)
      dict.set(strval(pairs[i] ?? null), i + 1 < pairs.length ? (pairs[i + 1] ?? null) : "");
    return dict;
  }),
  get: goFunc([DICT, "string"], (dict, key) => {
    const value = dict.get(key);
    return value === undefined ? "" : value;
  }),
  set: goFunc([DICT, "string", "interface {}"], (dict, key, value) => {
    if (dict.isNil) throw new CallError("assignment to entry in nil map");
    return dict.set(key, value);
  }),
  unset: goFunc([DICT, "string"], (dict, key) => {
    dict.delete(key);
    return dict;
  }),
  hasKey: goFunc([DICT, "string"], (dict, key) => dict.has(key)),
  pluck: goVariadic(["string"], DICT, (key, ...dicts) => found(dicts.map((dict) => dict.get(key)))),
  keys: goVariadic([], DICT, (...dicts) => strings(dicts.flatMap(sortedKeys))),
  values: goFunc([DICT], (dict) => found(sortedKeys(dict).map((key) => dict.get(key)))),
  pick: goVariadic([DICT], "string", (dict, ...names) => {
    const wanted = new Set(names);
    return filtered(dict, (key) => wanted.has(key));
  }),
  omit: goVariadic([DICT], "string", (dict, ...names) => {
    const unwanted = new Set(names);
    return filtered(dict, (key) => !unwanted.has(key));
  }),
  merge: goVariadic([DICT], DICT, (dict, ...sources) => mergeOrEmpty(dict, sources, false)),
  mergeOverwrite: goVariadic([DICT], DICT, (dict, ...sources) => mergeOrEmpty(dict, sources, true)),
  mustMerge: goVariadic([DICT], DICT, (dict, ...sources) => mergeAll(dict, sources, false)),
  mustMergeOverwrite: goVariadic([DICT], DICT, (dict, ...sources) => mergeAll(dict, sources, true)),
  deepCopy: copying,
  mustDeepCopy: copying,
  dig: goVariadic([], "interface {}", dig),
};

function filtered(dict: GoMap, keep: (key: string) => boolean): GoMap {
  return new GoMap([...dict].filter(([key]) => keep(key)));
}

function found(values: readonly (Value | undefined)[]): GoList {
  return new GoList(values.filter((value) => value !== undefined));
}

function mergeAll(dict: GoMap, sources: readonly GoMap[], overwrite: boolean): GoMap {
  const destination = dict.isNil && sources.some((source) => !source.isNil) ? new GoMap() : dict;
  for (const source of sources) mergeInto(destination, source, overwrite);
  return destination;
}

/** `merge` swallows the errors that `mustMerge` reports. */
function mergeOrEmpty(dict: GoMap, sources: readonly GoMap[], overwrite: boolean): Value {
  try {
    return mergeAll(dict, sources, overwrite);
  } catch (error) {
    if (error instanceof TypeMismatch) return "";
    throw error;
  }
}

/** `dig KEY… DEFAULT DICT`: what is found along the keys; only a missing key gives the default. */
function dig(...args: Value[]): Value {
  if (args.length < 3) throw new CallError("dig needs at least three arguments");
  const keys = args.slice(0, -2);
  let at = asDict(args.at(-1) ?? null);
  const path = keys.map((key) => {
    if (typeof key !== "string") throw conversionError(key, "string");
    return key;
  });
  for (const [i, key] of path.entries()) {
    const step = at.get(key);
    if (step === undefined) return args.at(-2) ?? null;
    if (i === path.length - 1) return step;
    at = asDict(step);
  }
  return null;
}

function asDict(value: Value): GoMap {
  if (value instanceof GoMap && value.goType === DICT) return value;
  throw conversionError(value, DICT);
}

function conversionError(value: Value, wanted: string): CallError {
  const type = value === null ? "nil" : typeName(value);
  return new CallError(`interface conversion: interface {} is ${type}, not ${wanted}`);
}
