import type { CompilePattern } from "./compile-pattern.ts";
import { compiledParts, referenceKeywords } from "./compiled-parts.ts";
import { isArray, isObject, type Json, member } from "./json.ts";
import { metaschemas } from "./metaschemas.ts";
import { SanthoshValidator } from "./santhosh.ts";
import { type Finding, findingsText } from "./santhosh-error.ts";
import type { DraftVersion } from "./santhosh-visit.ts";
import { type Located, SchemaStore, subschemas, UnresolvedReference } from "./schema-store.ts";

const rootUrl = "file:///values.schema.json";
const newest = "https://json-schema.org/draft/2020-12/schema";

const drafts: readonly (readonly [url: string, draft: DraftVersion])[] = [
  ["http://json-schema.org/draft-04/", 4],
  ["http://json-schema.org/draft-06/", 6],
  ["http://json-schema.org/draft-07/", 7],
  ["https://json-schema.org/draft/2019-09/", 2019],
  ["https://json-schema.org/draft/2020-12/", 2020],
];

/**
 * A schema as santhosh-tekuri/jsonschema 6 takes it: gives what it finds wrong with a value, as an indented list. Throws an Error
 * in its words for a schema that it does not take.
 */
export function santhoshSchema(schema: Json, compile: CompilePattern): (value: Json) => string[] {
  const meta = metaschemaOf(schema);
  const draft = draftOf(meta);
  const store = new SchemaStore(
    draft === 4 ? ["id"] : ["$id"],
    draft >= 2019 ? ["$anchor", "$dynamicAnchor"] : [],
    metaschemas,
  );
  const root = store.add(rootUrl, schema);
  const draftsAt = new Map<string, DraftVersion>([[rootUrl, draft]]);
  const draftAt = (base: string): DraftVersion => {
    const known = draftsAt.get(base) ?? draftOf(base, draft);
    draftsAt.set(base, known);
    return known;
  };
  for (const { schema: each } of everySchema(root, store))
    if (isObject(each) && typeof member(each, "$schema") === "string") metaschemaOf(each);
  checkSchema(root, meta, new SanthoshValidator(store, compile, draftAt, true), store);
  checkReferences(root, store, draftAt);
  return (value) =>
    findingsText(flat(new SanthoshValidator(store, compile, draftAt, false).validate(root, value)));
}

const flat = (finding: Finding | undefined): readonly Finding[] =>
  finding === undefined ? [] : finding.role === "group" ? finding.causes : [finding];

function metaschemaOf(schema: Json): string {
  const given = isObject(schema) ? member(schema, "$schema") : undefined;
  if (typeof given !== "string") return newest;
  const url = given
    .replace(/#$/, "")
    .replace(/^https:\/\/json-schema\.org\/draft-/, "http://json-schema.org/draft-");
  if (/^https?:\/\/json-schema\.org\/schema$/.test(url)) return newest;
  if (metaschemas.some((known) => known.url === url)) return url;
  throw new Error(notLoaded(url));
}

const draftOf = (url: string, otherwise: DraftVersion = 2020): DraftVersion =>
  drafts.find(([home]) => url.startsWith(home))?.[1] ?? otherwise;

/** Helm would fetch it; this is what it says without a network. */
function notLoaded(url: string): string {
  const failing = `failing loading ${JSON.stringify(url)}: `;
  if (/^https?:/.test(url)) {
    const lookup = `dial tcp: lookup ${new URL(url).hostname}: no such host`;
    return `${failing}HTTP request failed for ${url}: Get ${JSON.stringify(url)}: ${lookup}`;
  }
  const path = /^file:\/\/(.*)$/.exec(url)?.[1];
  if (path !== undefined) return `${failing}open ${path}: no such file or directory`;
  return `${failing}no URLLoader registered for ${JSON.stringify(url)}`;
}

function checkSchema(root: Located, meta: string, validator: SanthoshValidator, store: SchemaStore): void {
  const findings = flat(validator.validate(store.resolve(meta, ""), root.schema));
  if (findings.length === 0) return;
  const intro = `"${root.url}" is not valid against metaschema: jsonschema validation failed with '${meta}#'`;
  throw new Error([intro, ...findingsText(findings)].join("\n"));
}

/** Every reference of what is compiled must lead somewhere, whether or not a value ever gets there. */
function checkReferences(root: Located, store: SchemaStore, draftAt: (base: string) => DraftVersion): void {
  const queue: Located[] = [root];
  const queued = new Set<Json>();
  for (let located = queue.pop(); located !== undefined; located = queue.pop()) {
    const { schema } = located;
    if (!isObject(schema) || queued.has(schema)) continue;
    queued.add(schema);
    const base = store.baseOf(located);
    const draft = draftAt(base);
    const references = referenceKeywords(draft)
      .map((keyword) => member(schema, keyword))
      .filter((reference) => typeof reference === "string");
    for (const reference of references) queue.push(resolve(store, base, reference));
    // Before 2019 nothing else counts beside a reference.
    if (references.length > 0 && draft < 2019) continue;
    for (const part of compiledParts(schema, draft)) queue.push({ schema: part, base, url: "" });
  }
}

/** A schema and those below it, each with what its references are relative to. */
function everySchema(located: Located, store: SchemaStore): Located[] {
  const { schema } = located;
  if (!isObject(schema)) return [];
  const base = store.baseOf(located);
  const children = subschemas(schema).filter((child) => !isArray(child.schema));
  return [
    { ...located, base },
    ...children.flatMap((child) => everySchema({ schema: child.schema, base, url: "" }, store)),
  ];
}

function resolve(store: SchemaStore, base: string, reference: string): Located {
  try {
    return store.resolve(base, reference);
  } catch (error) {
    if (!(error instanceof UnresolvedReference)) throw error;
    const { url, document, stumbled } = error;
    const [file = ""] = url.split("#", 1);
    if (stumbled !== undefined) throw new Error(`json-pointer in ${JSON.stringify(url)} not found`);
    if (document)
      throw new Error(`anchor in ${JSON.stringify(url)} not found in schema ${JSON.stringify(file)}`);
    if (url.startsWith("urn:")) return store.add(file, true);
    throw new Error(notLoaded(file));
  }
}
