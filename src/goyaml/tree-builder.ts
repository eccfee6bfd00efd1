import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from "./node.ts";

type Building<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** A collection that is being read. */
export interface OpenCollection<State> {
  /** What is expected next in it. */
  state: State;
  /** Nothing of it has been read yet. */
  first: boolean;
  /** The key whose value comes next. */
  key: YamlNode | undefined;
  readonly node: Building<YamlMapping> | Building<YamlSequence>;
}

/** Puts nodes together as they come, and keeps the stack of collections that are open. */
export class TreeBuilder<State> {
  root: YamlNode | undefined;
  private readonly anchors = new Map<string, YamlScalar | YamlMapping | YamlSequence>();
  private readonly stack: OpenCollection<State>[] = [];

  /** The innermost open collection. */
  get top(): OpenCollection<State> | undefined {
    return this.stack.at(-1);
  }

  /** What an anchor stands for at this point. */
  anchored(name: string): YamlScalar | YamlMapping | YamlSequence | undefined {
    return this.anchors.get(name);
  }

  /** Adds a node to the innermost collection, in a mapping as key and value in turn. */
  attach(node: YamlNode): void {
    const { top } = this;
    if (top === undefined) this.root = node;
    else if (top.node.kind === "sequence") top.node.items.push(node);
    else if (top.key === undefined) top.key = node;
    else {
      top.node.entries.push({ key: top.key, value: node });
      top.key = undefined;
    }
  }

  /** Adds a scalar; the anchor is "" for none. */
  leaf(node: YamlScalar, anchor: string): void {
    if (anchor !== "") this.anchors.set(anchor, node);
    this.attach(node);
  }

  /** Adds a collection and goes into it. */
  open(kind: "sequence" | "mapping", state: State, start: number, anchor: string): void {
    const node =
      kind === "sequence"
        ? { kind, items: [] as YamlNode[], start }
        : { kind, entries: [] as YamlEntry[], start };
    if (anchor !== "") this.anchors.set(anchor, node);
    this.attach(node);
    this.stack.push({ state, first: true, key: undefined, node });
  }

  /** Leaves the innermost collection. */
  close(): void {
    this.stack.pop();
  }
}
