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
  let values = new GoMap();
  for (const document of documents(text)) {
    try {
      values = mergeMaps(values, readValuesDocument(document));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`cannot unmarshal yaml document: ${message}`, { cause: error });
    }
  }
  return values;
}

/** A line `---`, alone or before a comment, parts documents (apimachinery's YAMLReader); others may not begin so. */
function* documents(text: string): Generator<string> {
  let from = 0;
  for (const { 0: line, 1: rest = "", index } of text.matchAll(/^---(.*)$/gm)) {
    const more = rest.trim();
    if (more !== "" && !more.startsWith("#"))
      throw new Error(`error reading yaml document: invalid Yaml document separator: ${more}`);
    yield text.slice(from, index);
    from = index + line.length;
  }
  yield text.slice(from);
}
