/** Where something stands: offsets into the source text, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A YAML document as data that knows where each part stands. */
export type Tree = ScalarTree | ListTree | MapTree;

export interface ScalarTree extends Span {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** as written, without quotes: `1.30` stays `1.30` */
  readonly text: string;
}

export interface ListTree extends Span {
  readonly kind: "list";
  readonly items: readonly Tree[];
}

export interface MapTree extends Span {
  readonly kind: "map";
  readonly entries: readonly { readonly key: ScalarTree; readonly value: Tree }[];
}

/** The plain value; a key given twice was refused when the tree was read. */
export function plainValue(tree: Tree): unknown {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map(plainValue);
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key.text, plainValue(value)]));
}

/** What a value is, for messages. */
export function describe(tree: Tree): string {
  if (tree.kind === "list") return "a list";
  if (tree.kind === "map") return "a map";
  if (tree.value === null) return "nothing";
  return typeof tree.value === "string" ? `"${tree.value}"` : tree.text;
}
