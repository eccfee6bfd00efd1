import { type Interface, interfacesIn } from "./doc-comments.ts";

type Json = Readonly<Record<string, unknown>>;

/** Fields whose type in memory is not that in a file. */
const stored: Readonly<Record<string, string>> = { RecordedWrite: "StoredWrite" };

/**
 * The fields of recordings as sections of a page: their names and values from the JSON schema, their meanings from the
 * doc comments of the types. Throws where a field has none.
 */
export function recordingFields(schema: Json, sources: readonly string[]): string {
  const types = interfacesIn(sources);
  return sections("", schema, "Recording", types).join("\n\n");
}

function sections(path: string, schema: Json, type: string, types: ReadonlyMap<string, Interface>): string[] {
  const known = types.get(type);
  if (known === undefined) throw new Error(`there is no interface ${type}`);
  const required = schema["required"] as readonly string[];
  const properties = Object.entries(schema["properties"] as Readonly<Record<string, Json>>);
  const rows: { names: string[]; values: Set<string>; doc: string }[] = [];
  for (const [name, value] of properties) {
    const doc = known.fields.get(name)?.doc ?? "";
    if (doc === "") throw new Error(`${type}.${name} has no meaning`);
    if (rows.at(-1)?.doc !== doc) rows.push({ names: [], values: new Set(), doc });
    rows.at(-1)?.names.push(`\`${name}\``);
    rows.at(-1)?.values.add(`${valueText(value)}${required.includes(name) ? "" : ", or absent"}`);
  }
  const heading = path === "" ? "### The document" : `### \`${path}\``;
  const table = ["| field | value | meaning |", "|---|---|---|"];
  for (const { names, values, doc } of rows)
    table.push(`| ${names.join(", ")} | ${[...values].join(", ")} | ${doc} |`);
  const below = properties.flatMap(([name, value]) => {
    const of = known.fields.get(name)?.type ?? "";
    const element = /(\w+)\[\]/.exec(of)?.[1] ?? "";
    if (!types.has(element)) return [];
    const [inside, at] = of.includes("Record<") ? [firstOf(value), `${name}.*`] : [value, name];
    return sections(`${at}[]`, inside["items"] as Json, stored[element] ?? element, types);
  });
  return [heading, ...(path === "" || known.doc === "" ? [] : [known.doc]), table.join("\n"), ...below];
}

const firstOf = (schema: Json): Json =>
  Object.values(schema["properties"] as Readonly<Record<string, Json>>)[0] ?? {};

/** `text`, `list of maps`, `"a" or "b"` */
function valueText(schema: Json): string {
  const { type, items, properties, anyOf } = schema;
  if (Array.isArray(anyOf)) return anyOf.map((each: Json) => valueText(each)).join(" or ");
  if (Array.isArray(schema["enum"]))
    return schema["enum"].map((word) => (word === "" ? '""' : `\`${word}\``)).join(", ");
  if (type === "array") return `list of ${plural(valueText(items as Json))}`;
  if (type === "object" && properties !== undefined)
    return `map of ${Object.keys(properties as Json)
      .map((name) => `\`${name}\``)
      .join(", ")}`;
  return { string: "text", number: "number", boolean: "true or false", object: "map" }[String(type)] ?? "";
}

const plural = (value: string): string => (value.startsWith("map") ? "maps" : `${value}s`);
