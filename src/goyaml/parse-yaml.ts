import { parse } from "yaml";
import type { Value } from "../gotemplate/value.ts";
import { jsonToValue } from "./json-decode.ts";

/** What `fromYaml` makes of a source. Throws YamlError. */
export function yamlToValue(source: string): Value {
  return jsonToValue(
    JSON.stringify(parse(source, { version: "1.1", merge: true, uniqueKeys: false }) ?? null),
  );
}
