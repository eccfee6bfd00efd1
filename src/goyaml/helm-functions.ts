import { GoList, GoMap, type Value } from "../gotemplate/value.ts";
import { valueToYaml } from "./emit-yaml.ts";
import { valueToYamlPretty } from "./emit-yaml-pretty.ts";
import { decodeJson } from "./json-decode.ts";
import { valueToJson } from "./json-encode.ts";
import { jsonKind } from "./json-kind.ts";
import { yamlToValue } from "./parse-yaml.ts";
import { type TomlOptions, tomlToValue } from "./toml-decode.ts";
import { TomlEncodeError, valueToToml } from "./toml-encode.ts";
import type { TomlGeneration } from "./toml-source.ts";
import { YamlError } from "./yaml-error.ts";

/*
 * The template functions of Helm (pkg/engine/funcs.go) and Sprig (defaults.go) that read and write YAML, JSON and TOML. Those
 * named from… do not fail: what went wrong is the member `Error` of the map, or the only item of the list. Those named
 * must…, and toRawJson, throw an Error with Go's words; the other to… give "" where they fail.
 */

const MAP = "map[string]interface {}";
const LIST = "[]interface {}";

/** sigs.k8s.io/yaml says which of its two steps failed. */
const TO_JSON = "error converting YAML to JSON: ";
const FROM_JSON = "error unmarshaling JSON: while decoding JSON: ";

export function fromYaml(source: string): GoMap {
  return orError(
    () => asMap(readYaml(source), FROM_JSON) ?? new GoMap(),
    (message) => new GoMap([["Error", message]]),
  );
}

export function fromYamlArray(source: string): GoList {
  return orError(
    () => asList(readYaml(source), FROM_JSON) ?? new GoList([]),
    (message) => new GoList([message]),
  );
}

/** JSON's null is a nil map here. What is beside a number out of range is kept. */
export function fromJson(source: string): GoMap {
  return orError(
    () => {
      const { value, problem } = decodeJson(source);
      const map = asMap(present(value, problem)) ?? new GoMap([], MAP, true);
      return problem === undefined ? map : map.set("Error", problem);
    },
    (message) => new GoMap([["Error", message]]),
  );
}

/** JSON's null is a nil slice here. */
export function fromJsonArray(source: string): GoList {
  return orError(
    () => {
      const { value, problem } = decodeJson(source);
      const list = asList(present(value, problem)) ?? new GoList([], LIST, true);
      return problem === undefined ? list : new GoList([problem]);
    },
    (message) => new GoList([message]),
  );
}

export function fromToml(source: string, options: TomlOptions): GoMap {
  return orError(
    () => tomlToValue(source, options),
    (message) => new GoMap([["Error", message]]),
  );
}

/** Gives the error's text where a value cannot be written. Throws an Error with Go's words for nil. */
export function toToml(value: Value, generation: TomlGeneration): string {
  try {
    return valueToToml(value, generation);
  } catch (error) {
    if (error instanceof TomlEncodeError) return error.message;
    throw error;
  }
}

export const mustToYaml = (value: Value): string => valueToYaml(value).replace(/\n$/, "");
export const mustToJson = (value: Value): string => valueToJson(value);
export const mustToPrettyJson = (value: Value): string => valueToJson(value, { indent: "  " });
export const mustToRawJson = (value: Value): string => valueToJson(value, { escapeHtml: false });

export const toYaml = orEmpty(mustToYaml);
export const toYamlPretty = orEmpty((value) => valueToYamlPretty(value).replace(/\n$/, ""));
export const toJson = orEmpty(mustToJson);
export const toPrettyJson = orEmpty(mustToPrettyJson);
export const toRawJson = (value: Value): string => mustToRawJson(value);

function orEmpty(write: (value: Value) => string): (value: Value) => string {
  return (value) => {
    try {
      return write(value);
    } catch {
      return "";
    }
  };
}

function readYaml(source: string): Value {
  try {
    return yamlToValue(source);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new Error((error.code === "json-too-deep" ? FROM_JSON : TO_JSON) + error.message, { cause: error });
  }
}

/** A document that is nothing but a number out of range is no null. */
function present(value: Value, problem: string | undefined): Value {
  return value === null && problem !== undefined ? 0 : value;
}

/** Undefined for null. Throws an Error with encoding/json's words, `step` before them. */
function asMap(value: Value, step = ""): GoMap | undefined {
  if (value === null || value instanceof GoMap) return value ?? undefined;
  throw new Error(`${step}json: cannot unmarshal ${jsonKind(value)} into Go value of type ${MAP}`);
}

function asList(value: Value, step = ""): GoList | undefined {
  if (value === null || value instanceof GoList) return value ?? undefined;
  throw new Error(`${step}json: cannot unmarshal ${jsonKind(value)} into Go value of type ${LIST}`);
}

function orError<T>(make: () => T, describe: (message: string) => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return describe(error.message);
  }
}
