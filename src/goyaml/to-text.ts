import type { Value } from "../gotemplate/value.ts";
import { valueToYaml } from "./emit-yaml.ts";
import { valueToYamlPretty } from "./emit-yaml-pretty.ts";
import { valueToJson } from "./json-encode.ts";

/*
 * The template functions toYaml, toJson … of Helm (pkg/engine/funcs.go) and Sprig (defaults.go). Those named must…, and
 * toRawJson, throw an Error with Go's words; the others give "" where they fail.
 */

export const mustToYaml = (value: Value): string => valueToYaml(value).replace(/\n$/, "");
export const mustToJson = (value: Value): string => valueToJson(value);
export const mustToPrettyJson = (value: Value): string => valueToJson(value, { indent: "  " });
export const mustToRawJson = (value: Value): string => valueToJson(value, { escapeHtml: false });

export const toYaml = orEmpty(mustToYaml);
export const toYamlPretty = orEmpty((value) => valueToYamlPretty(value).replace(/\n$/, ""));
export const toJson = orEmpty(mustToJson);
export const toPrettyJson = orEmpty(mustToPrettyJson);
export const toRawJson = mustToRawJson;

function orEmpty(write: (value: Value) => string): (value: Value) => string {
  return (value) => {
    try {
      return write(value);
    } catch {
      return "";
    }
  };
}
