import { isArray, isObject, type Json, type JsonObject, member } from "./json.ts";

const one = [
  ["not", 4],
  ["additionalProperties", 4],
  ["contains", 6],
  ["propertyNames", 6],
  ["if", 7],
  ["contentSchema", 2019],
  ["unevaluatedItems", 2019],
  ["unevaluatedProperties", 2019],
] as const;
const lists = [
  ["allOf", 4],
  ["anyOf", 4],
  ["oneOf", 4],
  ["prefixItems", 2020],
] as const;
const maps = [
  ["properties", 4],
  ["patternProperties", 4],
  ["dependencies", 4],
  ["dependentSchemas", 2019],
] as const;

/**
 * The schemas below a schema that santhosh-tekuri/jsonschema 6 compiles with it (objcompiler.go): those of the keywords that its
 * draft knows and evaluates. What stands in `definitions` waits until something refers to it.
 */
export function compiledParts(schema: JsonObject, draft: number): Json[] {
  const since = (keywords: readonly (readonly [string, number])[]): Json[] =>
    keywords.flatMap(([keyword, first]) => (first <= draft ? (member(schema, keyword) ?? []) : []));
  const items = member(schema, "items");
  const tuple = draft < 2020 && isArray(items);
  const branches = draft >= 7 && member(schema, "if") !== undefined ? ["then", "else"] : [];
  const rest = [...branches, ...(tuple ? ["additionalItems"] : [])].flatMap(
    (key) => member(schema, key) ?? [],
  );
  return [
    ...since(one),
    ...rest,
    ...(tuple ? items : items === undefined ? [] : [items]),
    ...since(lists).flat(),
    ...since(maps).flatMap((map) =>
      isObject(map) ? Object.values(map).filter((each) => !isArray(each)) : [],
    ),
  ];
}

/** The keywords by which a schema of a draft refers to another. */
export const referenceKeywords = (draft: number): readonly string[] =>
  draft >= 2020 ? ["$ref", "$dynamicRef"] : draft >= 2019 ? ["$ref", "$recursiveRef"] : ["$ref"];
