import type { Value } from "../gotemplate/value.ts";
import { decode, type Maker } from "./decode.ts";
import { jsonValues } from "./json-values.ts";
import { readByLines } from "./line-reader.ts";
import type { YamlDocument } from "./node.ts";
import { plainValues } from "./plain-values.ts";
import { TreeParser } from "./tree-parser.ts";
import { findUnreadable } from "./unreadable.ts";

/** Reads the first document of a source; what comes after it is not looked at, as in go-yaml's Unmarshal. Throws YamlError. */
export function parseYaml(source: string): YamlDocument {
  const unreadable = findUnreadable(source);
  if (unreadable === undefined) return new TreeParser(source).document();
  // What comes before may be all that is looked at, or be wrong in itself.
  const parser = new TreeParser(source.slice(0, unreadable.from));
  try {
    const document = parser.document();
    if (!parser.reached(unreadable.from)) return document;
  } catch (error) {
    if (!parser.reached(unreadable.from)) throw error;
  }
  throw unreadable.error;
}

/** The value of a source's first document, as `decode` makes it of the tree. Throws YamlError. */
export function readYaml<T>(source: string, maker: Maker<T>): T {
  const found = readByLines(source, maker);
  return found === undefined ? decode(parseYaml(source), maker) : found.value;
}

/**
 * What sigs.k8s.io/yaml makes of a source on its way through JSON: maps with string keys, lists, strings, booleans, null,
 * float64 numbers. Throws YamlError with what that library says after `error converting YAML to JSON: `.
 */
export function yamlToValue(source: string): Value {
  return readYaml(source, jsonValues);
}

/** The same as plain JavaScript values; an integer beyond 2^53, which Kubernetes keeps exact, is a bigint. */
export function yamlToPlain(source: string): unknown {
  return readYaml(source, plainValues);
}
