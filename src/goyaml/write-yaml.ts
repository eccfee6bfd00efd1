import { byteLength } from "../util/byte-string.ts";
import { isBreak } from "./characters.ts";
import { chooseStyle, isMultiline, type ScalarRules, writeScalar } from "./write-scalar.ts";

export interface ScalarView {
  readonly kind: "scalar";
  readonly text: string;
  readonly style: "plain" | "double-quoted" | "literal";
  /** Written before the text (`!!binary`), "" for none. */
  readonly tag: string;
}

export interface CollectionView<T> {
  readonly kind: "sequence" | "mapping";
  /** Only those of a mapping have keys. */
  readonly children: readonly { readonly key: ScalarView | undefined; readonly value: T }[];
}

export interface WriterRules extends ScalarRules {
  /** Whether a sequence that is the value of a key stands further right than the key. */
  readonly indentSequences: boolean;
}

/** A collection that is being written; its children start at column `indent`. */
interface Open<T> {
  readonly node: T;
  readonly collection: CollectionView<T>;
  readonly indent: number;
  next: number;
}

/** Longer keys, in bytes, are written as `? key`. */
const SIMPLE_KEY_BYTES = 128;

/**
 * Writes a tree as block YAML, laid out as go-yaml's emitterc.go does, with a newline at its end. `view` tells what a
 * node is.
 */
export function writeYaml<T>(
  root: T,
  view: (node: T) => ScalarView | CollectionView<T>,
  rules: WriterRules,
): string {
  return new Writer(view, rules).write(root);
}

class Writer<T> {
  private out = "";
  private column = 0;
  /** Nothing but indentation and indicators is on the line yet. */
  private fresh = true;
  private readonly stack: Open<T>[] = [];
  private readonly opened = new Set<T>();

  constructor(
    private readonly view: (node: T) => ScalarView | CollectionView<T>,
    private readonly rules: WriterRules,
  ) {}

  write(root: T): string {
    this.node(root, -1, "");
    for (let open = this.stack.at(-1); open !== undefined; open = this.stack.at(-1)) this.step(open);
    if (this.column > 0) this.put("\n");
    return this.out;
  }

  private step(open: Open<T>): void {
    const { collection, indent, next } = open;
    const child = collection.children[next];
    if (child === undefined) {
      this.stack.pop();
      this.opened.delete(open.node);
      return;
    }
    open.next++;
    this.startLine(indent);
    if (child.key === undefined) this.node(child.value, indent, "-");
    else if (isSimpleKey(child.key)) {
      this.scalar(child.key, indent, true);
      this.fresh = false;
      this.node(child.value, indent, ":");
    } else {
      this.put("? ");
      this.scalar(child.key, indent, false);
      this.fresh = false;
      this.startLine(indent);
      this.node(child.value, indent, ":");
    }
  }

  /** Writes an indicator, and behind it a scalar; a collection is opened, and goes on the same line where that is fresh. */
  private node(node: T, indent: number, indicator: "" | "-" | ":"): void {
    this.put(indicator);
    const view = this.view(node);
    const space = indicator === "" ? "" : " ";
    if (view.kind === "scalar") {
      this.put(space);
      this.scalar(view, indent, false);
    } else if (view.children.length === 0) this.put(space + (view.kind === "sequence" ? "[]" : "{}"));
    else {
      // Where Go would overflow its stack.
      if (this.opened.has(node)) throw new Error("yaml: value contains itself");
      this.opened.add(node);
      const stays = view.kind === "sequence" && !this.fresh && !this.rules.indentSequences;
      this.stack.push({
        node,
        collection: view,
        indent: indent < 0 ? 0 : stays ? indent : indent + 2,
        next: 0,
      });
      return;
    }
    this.fresh = false;
  }

  private scalar({ text, style, tag }: ScalarView, indent: number, simpleKey: boolean): void {
    if (tag !== "") this.put(`${tag} `);
    const place = { column: this.column, indent: Math.max(indent, 0) + 2, simpleKey };
    this.put(writeScalar(text, chooseStyle(text, style, simpleKey, this.rules), place, this.rules));
  }

  private startLine(indent: number): void {
    if (this.column > 0 && !(this.fresh && this.column <= indent)) this.put("\n");
    this.put(" ".repeat(indent - this.column));
    this.fresh = true;
  }

  private put(text: string): void {
    this.out += text;
    let lineStart = text.length;
    while (lineStart > 0 && !isBreak(text.charCodeAt(lineStart - 1))) lineStart--;
    this.column = (lineStart === 0 ? this.column : 0) + text.length - lineStart;
  }
}

function isSimpleKey({ text, tag }: ScalarView): boolean {
  return !isMultiline(text) && byteLength(text) + tag.length <= SIMPLE_KEY_BYTES;
}
