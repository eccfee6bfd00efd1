import { formatFloat } from "../gotemplate/text/format-float.ts";
import { GoInt, GoList, GoMap, type Value } from "../gotemplate/value.ts";
import { jsonFloat, valueToJson } from "./json-encode.ts";
import { sortKeys } from "./key-order.ts";
import type { YamlNode } from "./node.ts";
import { parseYaml } from "./parse-yaml.ts";
import { type Resolved, resolvePlain, resolveScalar } from "./resolve-scalar.ts";
import { stringView } from "./string-view.ts";
import { survivesJson } from "./survives-json.ts";
import { type CollectionView, type ScalarView, writeYaml } from "./write-yaml.ts";

const rules = { width: 80, tabsInLiterals: false, indentSequences: false };

/**
 * What sigs.k8s.io/yaml's Marshal gives (`toYaml`, `helm get values` …), with the final newline. It writes the value as
 * JSON, reads that as YAML and writes what it has read, and so does this: some strings do not survive it (U+0085 is a
 * line break in YAML, long keys are none). Where that changes nothing, the way there and back is spared. Throws an Error
 * with Go's words.
 */
export function valueToYaml(value: Value): string {
  if (survivesJson(value)) return writeYaml(value, viewOfValue, rules);
  const json = attempt("error marshaling into JSON", () => valueToJson(value));
  const { root } = attempt("error converting JSON to YAML", () => parseYaml(json));
  return root === undefined ? "" : writeYaml(root, view, rules);
}

function attempt<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** What `view` makes of a value that survives JSON. */
function viewOfValue(value: Value): ScalarView | CollectionView<Value> {
  if (typeof value === "string") return stringView(value, 2);
  if (typeof value === "number") return plain(scalarText(resolvePlain(jsonFloat(value))));
  if (value instanceof GoInt) return plain(String(value.value));
  if (value instanceof GoList && !value.isNil)
    return { kind: "sequence", children: value.items.map((item) => ({ key: undefined, value: item })) };
  if (value instanceof GoMap && !value.isNil) {
    const keys = sortKeys(value.keys(), 2);
    return {
      kind: "mapping",
      children: keys.map((key) => ({ key: stringView(key, 2), value: value.get(key) ?? null })),
    };
  }
  return plain(typeof value === "boolean" ? String(value) : "null");
}

function view(node: YamlNode): ScalarView | CollectionView<YamlNode> {
  if (node.kind === "sequence")
    return { kind: "sequence", children: node.items.map((value) => ({ key: undefined, value })) };
  if (node.kind === "mapping") {
    const values = new Map(
      node.entries.map(({ key, value }) => [key.kind === "scalar" ? key.text : "", value]),
    );
    const children = sortKeys(values.keys(), 2).flatMap((key) => {
      const value = values.get(key);
      return value === undefined ? [] : { key: stringView(key, 2), value };
    });
    return { kind: "mapping", children };
  }
  const resolved = node.kind === "scalar" ? resolveScalar(node) : "";
  if (typeof resolved === "string" || resolved.kind === "str")
    return stringView(node.kind === "scalar" ? node.text : "", 2);
  return plain(scalarText(resolved));
}

const plain = (text: string): ScalarView => ({ kind: "scalar", text, style: "plain", tag: "" });

function scalarText({ kind, value }: Resolved): string {
  return kind === "float" ? formatFloat(Number(value)) : String(value);
}
