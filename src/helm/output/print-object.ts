import type { Value } from "../../gotemplate/value.ts";
import { valueToYaml } from "../../goyaml/emit-yaml.ts";
import { valueToJson } from "../../goyaml/json-encode.ts";

/** A value as `-o json` or `-o yaml` prints it, with the final newline. */
export const printObject = (value: Value, format: string): string =>
  format === "json" ? `${valueToJson(value)}\n` : valueToYaml(value);
