import { stringify } from "yaml";
import type { Value } from "../gotemplate/value.ts";
import { valueToJson } from "./json-encode.ts";

/** What `toYaml` gives, with the final newline. Throws an Error with Go's words where Helm's `toYaml` gives "". */
export function valueToYaml(value: Value): string {
  return stringify(JSON.parse(valueToJson(value)), { version: "1.1", indentSeq: false, lineWidth: 0 });
}

/** What `toYamlPretty` gives, with the final newline. */
export function valueToYamlPretty(value: Value): string {
  return stringify(JSON.parse(valueToJson(value)), { version: "1.1", lineWidth: 0 });
}
