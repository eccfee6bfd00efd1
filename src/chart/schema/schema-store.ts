import { isArray, isObject, type Json, type JsonObject, member } from "./json.ts";

/** A schema and the URL that references in it are relative to. */
export interface Located {
  readonly schema: Json;
  readonly base: string;
  /** Where it stands, as a URL with a JSON pointer. */
  readonly url: string;
}

/** A reference to nothing: `document` says whether its document is at hand. */
export class UnresolvedReference extends Error {
  constructor(
    readonly url: string,
    readonly document: boolean,
    /** What a JSON pointer that leads nowhere stumbled over. */
    readonly stumbled?: { readonly at: Json; readonly token: string },
  ) {
    super(url);
  }
}

const one = [
  "not",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "additionalItems",
  "additionalProperties",
];
const inObjects = [
  "definitions",
  "$defs",
  "properties",
  "patternProperties",
  "dependentSchemas",
  "dependencies",
];
const inLists = ["allOf", "anyOf", "oneOf", "prefixItems"];
const maybe = ["items", "unevaluatedItems", "unevaluatedProperties", "contentSchema", ...one];

/** The schemas below a schema, each with the steps that lead to it. */
export function subschemas(
  schema: JsonObject,
): { readonly steps: readonly string[]; readonly schema: Json }[] {
  const found: { steps: string[]; schema: Json }[] = [];
  const list = (key: string, items: readonly Json[]): void =>
    items.forEach((item, i) => {
      found.push({ steps: [key, String(i)], schema: item });
    });
  for (const key of maybe) {
    const value = member(schema, key);
    if (isArray(value)) list(key, value);
    else if (value !== undefined) found.push({ steps: [key], schema: value });
  }
  for (const key of inLists) {
    const value = member(schema, key);
    if (isArray(value)) list(key, value);
  }
  for (const key of inObjects) {
    const value = member(schema, key);
    if (!isObject(value)) continue;
    for (const [name, entry] of Object.entries(value))
      if (!isArray(entry)) found.push({ steps: [key, name], schema: entry });
  }
  return found;
}

/** The documents a schema may refer to, by URL, with what in them has an identifier or an anchor of its own. */
export class SchemaStore {
  private readonly resources = new Map<string, Located>();
  private readonly anchors = new Map<string, Located>();
  private readonly bases = new WeakMap<object, string>();

  /**
   * `idKeys`: the keywords that may hold an identifier; `anchorKeys`: those that hold nothing but an anchor; `known`:
   * documents that are looked into when something refers to them.
   */
  constructor(
    private readonly idKeys: readonly string[],
    private readonly anchorKeys: readonly string[],
    private readonly known: readonly { readonly url: string; readonly document: JsonObject }[],
  ) {}

  add(url: string, schema: Json): Located {
    const root = { schema, base: url, url: `${url}#` };
    this.resources.set(url, root);
    this.index(root, "");
    return root;
  }

  resolve(base: string, reference: string): Located {
    const target = join(base, reference);
    const hash = target.indexOf("#");
    const document = hash < 0 ? target : target.slice(0, hash);
    const fragment = hash < 0 ? "" : decodeFragment(target.slice(hash + 1));
    const resource = this.resources.get(document) ?? this.addKnown(document);
    if (resource === undefined) throw new UnresolvedReference(target, false);
    if (fragment === "") return resource;
    if (fragment.startsWith("/")) return this.pointer(resource, fragment, target);
    const anchor = this.anchors.get(`${document}#${fragment}`);
    if (anchor === undefined) throw new UnresolvedReference(target, true);
    return anchor;
  }

  /** What references in a schema are relative to: its own identifier, or what counts around it. */
  baseOf({ schema, base }: Located): string {
    return (isObject(schema) ? this.bases.get(schema) : undefined) ?? base;
  }

  private addKnown(url: string): Located | undefined {
    const known = this.known.find((each) => each.url === url);
    return known && this.add(url, known.document);
  }

  private index({ schema, base }: Located, path: string): void {
    if (!isObject(schema)) return;
    const id = this.idKeys.map((key) => member(schema, key)).find((value) => typeof value === "string");
    let inner = base;
    let innerPath = path;
    if (typeof id === "string" && member(schema, "$ref") === undefined) {
      const url = join(base, id);
      const [document = "", anchor = ""] = url.split("#", 2);
      if (anchor !== "") this.anchors.set(`${document}#${anchor}`, { schema, base, url: `${base}#${path}` });
      else if (document !== base) {
        inner = document;
        innerPath = "";
        this.bases.set(schema, document);
        this.resources.set(document, { schema, base: document, url: `${document}#` });
      }
    }
    for (const key of this.anchorKeys) {
      const anchor = member(schema, key);
      if (typeof anchor === "string")
        this.anchors.set(`${inner}#${anchor}`, { schema, base: inner, url: `${inner}#${innerPath}` });
    }
    for (const { steps, schema: child } of subschemas(schema)) {
      const childPath = `${innerPath}/${steps.map(escapeToken).join("/")}`;
      this.index({ schema: child, base: inner, url: `${inner}#${childPath}` }, childPath);
    }
  }

  private pointer(resource: Located, fragment: string, target: string): Located {
    let { schema, base } = resource;
    for (const part of fragment.slice(1).split("/")) {
      const token = part.replaceAll("~1", "/").replaceAll("~0", "~");
      const next: Json | undefined = isArray(schema)
        ? schema[/^(?:0|[1-9][0-9]*)$/.test(token) ? Number(token) : -1]
        : isObject(schema)
          ? member(schema, token)
          : undefined;
      if (next === undefined) throw new UnresolvedReference(target, true, { at: schema, token });
      schema = next;
      const id: Json | undefined = isObject(schema)
        ? this.idKeys.map((key) => member(next as JsonObject, key)).find((value) => typeof value === "string")
        : undefined;
      if (typeof id === "string" && !id.startsWith("#")) base = join(base, id).split("#", 1)[0] ?? base;
    }
    return { schema, base, url: target };
  }
}

export const escapeToken = (token: string): string => token.replaceAll("~", "~0").replaceAll("/", "~1");

function join(base: string, reference: string): string {
  if (reference === "") return base;
  if (reference.startsWith("#")) return base.split("#", 1)[0] + reference;
  try {
    return new URL(reference, base).href;
  } catch {
    return reference;
  }
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
