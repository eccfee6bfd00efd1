import { compareStrings } from "../../../util/compare-strings.ts";
import { deepEqual } from "../../../util/deep-equal.ts";
import { extended } from "../../../util/extended.ts";
import { isMap, type JsonMap } from "./json.ts";
import { itemKey, type Semantics } from "./list-semantics.ts";

/**
 * A set of fields in the form that Kubernetes keeps it in (metav1.FieldsV1): `f:name` for a field, `k:{…}` for an item of a
 * keyed list, `v:…` for a member of a set, `.` for the element itself; a leaf is an empty object.
 */
export type FieldTree = { readonly [segment: string]: FieldTree };

/** Fields of the metadata that the server sets, and that nobody owns. */
const serverFields: ReadonlySet<string> = new Set([
  "name",
  "namespace",
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "managedFields",
  "selfLink",
]);

/** The fields that an object sets: all of them, or those whose value is another one than in `unlike`. */
export function fieldsOf(object: JsonMap, semantics: Semantics, unlike?: JsonMap): FieldTree {
  const { apiVersion: _apiVersion, kind: _kind, ...fields } = withoutServerFields(object);
  const base = unlike === undefined ? undefined : withoutServerFields(unlike);
  return treeOf(fields, [], semantics, { base }) ?? {};
}

function withoutServerFields(object: JsonMap): JsonMap {
  const { metadata } = object;
  if (!isMap(metadata)) return object;
  const own = Object.entries(metadata).filter(([name]) => !serverFields.has(name));
  const { metadata: _metadata, ...rest } = object;
  return own.length === 0 ? rest : extended(rest, { metadata: Object.fromEntries(own) });
}

/** What a value is compared with; without a base, every field counts. */
interface Comparison {
  readonly base: unknown;
}

/** The tree of a value, or undefined if nothing in it differs from the base. */
function treeOf(
  value: unknown,
  path: readonly string[],
  semantics: Semantics,
  { base }: Comparison,
): FieldTree | undefined {
  const parts = partsOf(value, path, semantics);
  if (parts === undefined) return base !== undefined && deepEqual(value, base) ? undefined : {};
  // An empty map or list adds nothing to one that is there.
  if (parts.size === 0)
    return base !== undefined && partsOf(base, path, semantics) !== undefined ? undefined : {};
  const baseParts =
    base === undefined ? undefined : (partsOf(base, path, semantics) ?? new Map<string, Part>());
  const tree: Record<string, FieldTree> = {};
  for (const [segment, { value: item, path: below }] of parts) {
    const other = baseParts?.get(segment);
    // What the base lacks differs as a whole; the marker keeps "no base" and "not in the base" apart.
    const itemBase = baseParts === undefined ? undefined : other === undefined ? absent : other.value;
    const subtree = treeOf(item, below, semantics, { base: itemBase });
    if (subtree === undefined) continue;
    const isNewItem = segment.startsWith("k:") && other === undefined;
    tree[segment] = isNewItem ? { ".": {}, ...subtree } : subtree;
  }
  return Object.keys(tree).length === 0 ? undefined : tree;
}

const absent = Symbol("absent");

interface Part {
  readonly value: unknown;
  readonly path: readonly string[];
}

/** What a value consists of, by segment; undefined for what is one field as a whole. */
function partsOf(
  value: unknown,
  path: readonly string[],
  semantics: Semantics,
): Map<string, Part> | undefined {
  if (isMap(value)) {
    if (semantics.isAtomicMap(path)) return undefined;
    return new Map(
      Object.entries(value).map(([key, item]) => [`f:${key}`, { value: item, path: [...path, key] }]),
    );
  }
  if (!Array.isArray(value)) return undefined;
  const rule = semantics.list(path);
  if (rule.kind === "atomic") return undefined;
  const parts = new Map<string, Part>();
  for (const item of value as readonly unknown[]) {
    const key = rule.kind === "set" ? JSON.stringify(item) : itemKey(item, rule);
    if (key === undefined) return undefined;
    parts.set(`${rule.kind === "set" ? "v" : "k"}:${key}`, { value: item, path });
  }
  return parts;
}

/** Everything that is in one of two trees. */
export function union(a: FieldTree, b: FieldTree): FieldTree {
  const result: Record<string, FieldTree> = { ...a };
  for (const [segment, tree] of Object.entries(b)) {
    const present = result[segment];
    result[segment] = present === undefined ? tree : union(present, tree);
  }
  return result;
}

/** What is left of a tree without the leaves of another; elements that become empty go, too. */
export function without(tree: FieldTree, removed: FieldTree): FieldTree {
  const result: Record<string, FieldTree> = {};
  for (const [segment, below] of Object.entries(tree)) {
    const other = removed[segment];
    if (other === undefined) result[segment] = below;
    else if (Object.keys(below).length > 0) {
      const rest = without(below, other);
      if (Object.keys(rest).some((each) => each !== ".")) result[segment] = rest;
    }
  }
  return result;
}

/** Whether a tree holds the leaf at these segments, or an element that stands for all that is below it. */
export function contains(tree: FieldTree, segments: readonly string[]): boolean {
  let at: FieldTree | undefined = tree;
  for (const [i, segment] of segments.entries()) {
    if (i > 0 && Object.keys(at).length === 0) return true;
    at = at[segment];
    if (at === undefined) return false;
  }
  return true;
}

/** The leaves of a tree, in Kubernetes' order, as their segments. */
export function* leaves(tree: FieldTree, above: readonly string[] = []): Generator<readonly string[]> {
  for (const segment of Object.keys(tree).sort(compareStrings)) {
    if (segment === ".") continue;
    const below = tree[segment] ?? {};
    const path = [...above, segment];
    const isLeaf = Object.keys(below).every((each) => each === ".");
    if (isLeaf) yield path;
    else yield* leaves(below, path);
  }
}

/** `.spec.containers[name="c"].image`, as conflicts name it (structured-merge-diff's fieldpath). */
export const pathText = (segments: readonly string[]): string =>
  segments
    .map((segment) => {
      const text = segment.slice(2);
      if (segment.startsWith("f:")) return `.${text}`;
      if (segment.startsWith("v:")) return `[=${text}]`;
      if (segment.startsWith("i:")) return `[${text}]`;
      const key = JSON.parse(text) as Readonly<Record<string, unknown>>;
      const parts = Object.entries(key).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
      return `[${parts.join(",")}]`;
    })
    .join("");
