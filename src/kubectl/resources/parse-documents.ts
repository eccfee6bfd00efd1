import type { ObjectInput } from "../../cluster/api/object.ts";
import { yamlToPlain } from "../../goyaml/parse-yaml.ts";
import { YamlError } from "../../goyaml/yaml-error.ts";
import { KubectlError } from "../kubectl-error.ts";

/**
 * The objects of a text in YAML or JSON; documents without content are left out, a List gives its items.
 * @throws KubectlError for what is no YAML
 */
export function parseDocuments(text: string, source: string): ObjectInput[] {
  return splitDocuments(text).flatMap((document) => {
    let value: unknown;
    try {
      value = yamlToPlain(document);
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      throw new KubectlError(`error parsing ${source}: error converting YAML to JSON: ${error.message}`);
    }
    return objectsIn(value);
  });
}

/** A line of three dashes separates documents; only a comment may follow it (apimachinery/pkg/util/yaml/decoder.go). */
function splitDocuments(text: string): string[] {
  const documents: string[] = [];
  let current: string[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    if (/^---\s*(#.*)?$/.test(line.trimEnd())) {
      documents.push(current.join(""));
      current = [];
    } else current.push(line);
  }
  return [...documents, current.join("")].filter((document) => document.trim() !== "");
}

function objectsIn(value: unknown): ObjectInput[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const { kind, items } = value as { readonly kind?: unknown; readonly items?: unknown };
  if (typeof kind === "string" && kind.endsWith("List") && Array.isArray(items))
    return items.flatMap(objectsIn);
  return [value as ObjectInput];
}
