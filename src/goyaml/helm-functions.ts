import { GoList, GoMap, type Value } from "../gotemplate/value.ts";
import { valueToYaml } from "./emit-yaml.ts";
import { valueToYamlPretty } from "./emit-yaml-pretty.ts";
import { jsonKind } from "./json-decode.ts";
import { yamlToValue } from "./parse-yaml.ts";

/** What Helm's template functions of these names return, their ways of not failing included (Helm's pkg/engine/funcs.go). */

export function fromYaml(source: string): GoMap {
  return orError(
    () => {
      const value = sigsYaml(source);
      if (value === null) return new GoMap();
      if (value instanceof GoMap) return value;
      throw new Error(wrongType(value, "map[string]interface {}"));
    },
    (message) => new GoMap([["Error", message]]),
  );
}

export function fromYamlArray(source: string): GoList {
  return orError(
    () => {
      const value = sigsYaml(source);
      if (value === null) return new GoList([]);
      if (value instanceof GoList) return value;
      throw new Error(wrongType(value, "[]interface {}"));
    },
    (message) => new GoList([message]),
  );
}

const trimNewline = (text: string): string => (text.endsWith("\n") ? text.slice(0, -1) : text);

export function toYaml(value: Value): string {
  try {
    return trimNewline(valueToYaml(value));
  } catch {
    return "";
  }
}

export function toYamlPretty(value: Value): string {
  try {
    return trimNewline(valueToYamlPretty(value));
  } catch {
    return "";
  }
}

function sigsYaml(source: string): Value {
  try {
    return yamlToValue(source);
  } catch (error) {
    throw new Error(`error converting YAML to JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function wrongType(value: Value, goType: string): string {
  return `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go value of type ${goType}`;
}

function orError<T>(make: () => T, fallback: (message: string) => T): T {
  try {
    return make();
  } catch (error) {
    return fallback(error instanceof Error ? error.message : String(error));
  }
}
