import { GoList, GoMap } from "../gotemplate/value.ts";
import { yamlToValue } from "../goyaml/parse-yaml.ts";
import { anyField, converting, decode, mapOf } from "./decode.ts";
import { mergeMaps } from "./merge-maps.ts";

/** One YAML document that must be a mapping; an empty one gives an empty map. Throws an Error with Helm's words. */
function readValuesDocument(text: string): GoMap {
  const value = converting(() => yamlToValue(text));
  if (value instanceof GoMap) return value;
  // Helm decodes into a map; what is none is refused in encoding/json's words.
  decode(mapOf(anyField), value instanceof GoList ? value.items : value);
  return new GoMap();
}

/** A chart's values.yaml. Helm 3 reads its first document only, Helm 4 merges all, later ones winning. */
export function readChartValues(text: string, major: 3 | 4): GoMap {
  if (major === 3) return readValuesDocument(text);
  try {
    return documents(text).map(readValuesDocument).reduce(mergeMaps, new GoMap());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot unmarshal yaml document: ${message}`, { cause: error });
  }
}

/** A line `---`, alone or before a comment, parts documents (apimachinery's YAMLReader). */
function documents(text: string): string[] {
  return text.split(/^---[^\S\n]*(?:#.*)?$/m);
}
