import { durationText } from "../gotemplate/text/duration-text.ts";
import { formatFloat } from "../gotemplate/text/format-float.ts";
import { typeName } from "../gotemplate/type-name.ts";
import { GoInt, GoList, GoMap, GoStruct, int, type Value } from "../gotemplate/value.ts";
import { sortKeys } from "./key-order.ts";
import { stringView } from "./string-view.ts";
import { type CollectionView, type ScalarView, writeYaml } from "./write-yaml.ts";

const rules = { width: Number.POSITIVE_INFINITY, tabsInLiterals: true, indentSequences: true };

/**
 * What go-yaml v3 writes with an indentation of 2 (`toYamlPretty`), with the final newline; it does not go through JSON,
 * so numbers keep their Go types. Throws an Error with Go's words.
 */
export function valueToYamlPretty(value: Value): string {
  return writeYaml(value, view, rules);
}

function view(value: Value): ScalarView | CollectionView<Value> {
  if (typeof value === "string") return stringView(value, 3);
  if (typeof value === "number") return plain(floatText(value));
  if (value === null || typeof value === "boolean") return plain(String(value));
  if (value instanceof GoInt)
    return value.goType === "time.Duration"
      ? stringView(durationText(value.value), 3)
      : plain(String(value.value));
  if (value instanceof GoMap)
    return mapping(sortKeys(value.keys(), 3).map((key) => [key, value.get(key) ?? null]));
  if (value instanceof GoList) return sequence(value.items);
  if (value instanceof Uint8Array) return sequence([...value].map(int));
  if (!(value instanceof GoStruct)) throw new Error(`cannot marshal type: ${typeName(value)}`);
  const json = value.json?.();
  // Without tags of its own, a field is named by its lower-case name.
  if (typeof json === "string" && value.goType === "time.Time") return plain(json);
  return typeof json === "string"
    ? stringView(json, 3)
    : mapping(value.exported.map(([name, field]) => [name.toLowerCase(), field]));
}

const plain = (text: string): ScalarView => ({ kind: "scalar", text, style: "plain", tag: "" });

function sequence(items: readonly Value[]): CollectionView<Value> {
  return { kind: "sequence", children: items.map((value) => ({ key: undefined, value })) };
}

function mapping(entries: readonly (readonly [string, Value])[]): CollectionView<Value> {
  return { kind: "mapping", children: entries.map(([key, value]) => ({ key: stringView(key, 3), value })) };
}

function floatText(value: number): string {
  if (Number.isFinite(value)) return formatFloat(value);
  return Number.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
}
