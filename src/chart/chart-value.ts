import { GoList, GoMap, GoStruct, type Value } from "../gotemplate/value.ts";
import type { ChartMetadata } from "./metadata.ts";
import { mapList, nilList, nilMap } from "./nil.ts";
import { plainToValue } from "./plain-to-value.ts";

/** A field of one of Helm's structs; `json` is its tag, and `always` keeps it in JSON when it is empty. */
interface Field {
  readonly name: string;
  readonly json: string;
  readonly value: Value;
  readonly always?: boolean;
}

/**
 * `.Chart`: in Helm 3 a struct (chart.Metadata and IsRoot), in Helm 4 a map with the fields' Go names, in which a name
 * that does not exist is nothing instead of an error.
 */
export function chartValue(metadata: ChartMetadata, isRoot: boolean, major: 3 | 4): Value {
  return major === 3 ? chartStruct(metadata, isRoot) : chartMap(metadata, isRoot);
}

function chartStruct(metadata: ChartMetadata, isRoot: boolean): GoStruct {
  const fields = metadataFields(metadata, 3);
  const embedded = struct("chart.Metadata", fields);
  const own = new Map<string, Value>([
    ["Metadata", embedded],
    ["IsRoot", isRoot],
  ]);
  const json = (): [string, Value][] => [...jsonMembers(fields), ["IsRoot", isRoot]];
  const type = "struct { chart.Metadata; IsRoot bool }";
  return new GoStruct(type, own, undefined, undefined, false, json, "Metadata");
}

function chartMap(metadata: ChartMetadata, isRoot: boolean): GoMap {
  return new GoMap([...byName(metadataFields(metadata, 4)), ["IsRoot", isRoot]]);
}

function metadataFields(metadata: ChartMetadata, major: 3 | 4): Field[] {
  const list = listMaker(major);
  const text = (name: string, json: string, value: string): Field => ({ name, json, value });
  const annotations = new GoMap(metadata.annotations, "map[string]string", metadata.annotations === nilMap);
  const maintainers = mapList(metadata.maintainers, (maintainer) =>
    record("*chart.Maintainer", major, [
      text("Name", "name", maintainer.name),
      text("Email", "email", maintainer.email),
      text("URL", "url", maintainer.url),
    ]),
  );
  const dependencies = mapList(metadata.dependencies, (dependency) =>
    record("*chart.Dependency", major, [
      { ...text("Name", "name", dependency.name), always: true },
      text("Version", "version", dependency.version),
      { ...text("Repository", "repository", dependency.repository), always: true },
      text("Condition", "condition", dependency.condition),
      { name: "Tags", json: "tags", value: list(dependency.tags, "[]string") },
      { name: "Enabled", json: "enabled", value: dependency.enabled },
      {
        name: "ImportValues",
        json: "import-values",
        value: list(mapList(dependency.importValues, importValue), "[]interface {}"),
      },
      text("Alias", "alias", dependency.alias),
    ]),
  );
  return [
    text("Name", "name", metadata.name),
    text("Home", "home", metadata.home),
    { name: "Sources", json: "sources", value: list(metadata.sources, "[]string") },
    text("Version", "version", metadata.version),
    text("Description", "description", metadata.description),
    { name: "Keywords", json: "keywords", value: list(metadata.keywords, "[]string") },
    { name: "Maintainers", json: "maintainers", value: list(maintainers, "[]*chart.Maintainer") },
    text("Icon", "icon", metadata.icon),
    text("APIVersion", "apiVersion", metadata.apiVersion),
    text("Condition", "condition", metadata.condition),
    text("Tags", "tags", metadata.tags),
    text("AppVersion", "appVersion", metadata.appVersion),
    { name: "Deprecated", json: "deprecated", value: metadata.deprecated },
    { name: "Annotations", json: "annotations", value: annotations },
    text("KubeVersion", "kubeVersion", metadata.kubeVersion),
    { name: "Dependencies", json: "dependencies", value: list(dependencies, "[]*chart.Dependency") },
    text("Type", "type", metadata.type),
  ];
}

/** Helm 3 shows its own slices; Helm 4 copies them into lists of anything. */
function listMaker(major: 3 | 4): (items: readonly Value[], goType: string) => GoList {
  return (items, goType) =>
    major === 3 ? new GoList([...items], goType, items === nilList) : new GoList([...items]);
}

function record(goType: string, major: 3 | 4, fields: readonly Field[]): Value {
  return major === 3 ? struct(goType, fields) : new GoMap(byName(fields));
}

function struct(goType: string, fields: readonly Field[]): GoStruct {
  return new GoStruct(goType, new Map(byName(fields)), new Map(), undefined, false, () =>
    jsonMembers(fields),
  );
}

const byName = (fields: readonly Field[]): [string, Value][] =>
  fields.map(({ name, value }) => [name, value]);

const jsonMembers = (fields: readonly Field[]): [string, Value][] =>
  fields.filter(({ always, value }) => always || !isEmpty(value)).map(({ json, value }) => [json, value]);

function isEmpty(value: Value): boolean {
  if (value instanceof GoList) return value.items.length === 0;
  if (value instanceof GoMap) return value.size === 0;
  return value === "" || value === false || value === null;
}

function importValue(plain: unknown): Value {
  const value = plainToValue(plain);
  return value instanceof GoMap ? new GoMap(value, "map[string]string") : value;
}
