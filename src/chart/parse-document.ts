import type { Value } from "../gotemplate/value.ts";
import { yamlToValue } from "../goyaml/parse-yaml.ts";

/** Parses YAML as sigs.k8s.io/yaml does on its way to JSON. Throws an Error with its words, the YamlError as cause. */
export function parseDocument(text: string): Value {
  try {
    return yamlToValue(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(`error converting YAML to JSON: ${error.message}`, { cause: error });
  }
}
