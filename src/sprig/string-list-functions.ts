import { compareStrings } from "../gotemplate/fmt/sorted-keys.ts";
import { GoList, GoMap, strings, type Value } from "../gotemplate/value.ts";
import { elementsOf } from "./elements.ts";
import { type FunctionTable, goFunc } from "./go-func.ts";
import { exactSlice, withCapacity } from "./slice-memory.ts";
import { strval } from "./strval.ts";

/** sprig's functions between a text and a list of texts (strings.go, list.go). */
export const stringListFunctions: FunctionTable = {
  split: goFunc(["string", "string"], (separator, text) => numbered(splitText(text, separator, -1))),
  splitn: goFunc(["string", "int", "string"], (separator, count, text) =>
    numbered(splitText(text, separator, count)),
  ),
  splitList: goFunc(["string", "string"], (separator, text) =>
    exactSlice(splitText(text, separator, -1), "[]string"),
  ),
  join: goFunc(["string", "interface {}"], (separator, list) => texts(list).join(separator)),
  toStrings: goFunc(["interface {}"], (list) => (isStrings(list) ? list : textList(list))),
  sortAlpha: goFunc(["interface {}"], sortAlpha),
};

/** strings.SplitN: at most `count` parts, all if negative; without separator the single runes. */
function splitText(text: string, separator: string, count: number): string[] {
  if (count === 0) return [];
  const parts = separator === "" ? [...text] : text.split(separator);
  if (count < 0 || parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

/** `a,b` as `_0: a`, `_1: b` */
function numbered(parts: readonly string[]): GoMap {
  return new GoMap(
    parts.map((part, i) => [`_${i}`, part] as const),
    "map[string]string",
  );
}

/** Sorts by bytes; a list of strings is sorted where it is, so whoever holds it sees it sorted. */
function sortAlpha(list: Value): Value {
  if (elementsOf(list) === undefined) return exactSlice([strval(list)], "[]string");
  const sorted = isStrings(list) ? list : textList(list);
  sorted.items.sort((a, b) => compareStrings(strval(a), strval(b)));
  return sorted;
}

/** Made with room for all elements, the nils too. */
function textList(list: Value): GoList {
  return withCapacity(strings(texts(list)), elementsOf(list)?.length ?? 1);
}

/** sprig's strslice: the elements as text without the nils; anything else is one text. */
function texts(list: Value): string[] {
  if (list === null) return [];
  return (elementsOf(list) ?? [list]).filter((item) => item !== null).map(strval);
}

function isStrings(list: Value): list is GoList {
  return list instanceof GoList && list.goType === "[]string";
}
