import type { Cursor } from "./cursor.ts";
import type { YamlDocument, YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from "./node.ts";
import { Scanner } from "./scanner.ts";
import type { Token, TokenKind } from "./token.ts";
import { YamlError } from "./yaml-error.ts";

/** What the parser expects next inside a collection; `pair` is the one-entry mapping of `[a: b]`. */
type State =
  | "block-sequence"
  | "indentless-sequence"
  | "block-key"
  | "block-value"
  | "flow-sequence"
  | "flow-key"
  | "flow-value"
  | "flow-no-value"
  | "pair-key"
  | "pair-value"
  | "pair-end";

/** A collection that is being read. */
interface Open {
  state: State;
  /** Nothing of it has been read yet. */
  first: boolean;
  /** The key whose value comes next. */
  key: YamlNode | undefined;
  readonly node: Building<YamlMapping> | Building<YamlSequence>;
}

type Building<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** What may come instead of a child, which is null then. */
const kinds = (...of: TokenKind[]): ReadonlySet<TokenKind> => new Set(of);
const NOTHING = kinds();
const DOCUMENT_HEADS = kinds("version-directive", "tag-directive", "document-start");
const AFTER_DOCUMENT_START = kinds(...DOCUMENT_HEADS, "document-end", "stream-end");
const AFTER_BLOCK_ENTRY = kinds("block-entry", "block-end");
const AFTER_INDENTLESS_ENTRY = kinds("block-entry", "key", "value", "block-end");
const AFTER_BLOCK_KEY = kinds("key", "value", "block-end");
const AFTER_FLOW_KEY = kinds("value", "flow-entry", "flow-mapping-end");
const AFTER_FLOW_VALUE = kinds("flow-entry", "flow-mapping-end");
const AFTER_PAIR_KEY = kinds("value", "flow-entry", "flow-sequence-end");
const AFTER_PAIR_VALUE = kinds("flow-entry", "flow-sequence-end");

/** So far does go-yaml look ahead for a token. */
const LOOK_AHEAD = 4;

type Properties = { readonly anchor: string; readonly tag: string };

const TAG_PREFIXES: readonly (readonly [string, string])[] = [
  ["!", "!"],
  ["!!", "tag:yaml.org,2002:"],
];

/**
 * Makes a tree of the scanner's tokens. Takes and refuses the same token sequences as go-yaml v2's parserc.go, its
 * oddities included, but holds its own stack, so that deep nesting cannot overflow the engine's.
 */
export class TreeParser {
  private readonly cursor: Cursor;
  private readonly scanner: Scanner;
  private readonly prefixes = new Map(TAG_PREFIXES);
  private readonly anchors = new Map<string, YamlScalar | YamlMapping | YamlSequence>();
  private readonly stack: Open[] = [];
  private root: YamlNode | undefined;
  /** Where the last token ended. */
  private behind = 0;

  constructor(source: string) {
    this.scanner = new Scanner(source);
    this.cursor = this.scanner.cursor;
  }

  /** The first document. Throws YamlError. */
  document(): YamlDocument {
    if (this.scanner.peek().kind !== "stream-end") this.read();
    return { root: this.root, lines: this.cursor.lines };
  }

  /** Whether what was read so far depends on what is, or is not, at an offset. */
  reached(offset: number): boolean {
    return this.cursor.at + LOOK_AHEAD > offset;
  }

  private read(): void {
    const explicit = this.sees(DOCUMENT_HEADS);
    if (explicit) {
      this.directives();
      if (!this.takes("document-start")) throw this.unexpected("<document start>");
    }
    this.childUnless(explicit ? AFTER_DOCUMENT_START : NOTHING, true);
    for (let open = this.stack.at(-1); open !== undefined; open = this.stack.at(-1)) this.step(open);
    // go-yaml looks for the document's end, so an error in the token behind it counts.
    this.scanner.peek();
  }

  private directives(): void {
    const seen = new Set<string>();
    for (let token = this.scanner.peek(); token.kind.endsWith("directive"); token = this.scanner.peek()) {
      const name = token.kind === "version-directive" ? "%YAML" : token.text;
      const wrongVersion = name === "%YAML" && token.text !== "1.1";
      if (seen.has(name))
        throw this.error(`found duplicate ${name === "%YAML" ? name : "%TAG"} directive`, token.start);
      if (wrongVersion) throw this.error("found incompatible YAML document", token.start);
      if (name !== "%YAML") this.prefixes.set(token.text, token.suffix);
      seen.add(name);
      this.take();
    }
  }

  /** Reads the next child of a collection, or its end. */
  private step(open: Open): void {
    switch (open.state) {
      case "block-sequence":
        if (this.takes("block-entry")) this.childUnless(AFTER_BLOCK_ENTRY, true);
        else if (this.takes("block-end")) this.close();
        else throw this.unexpected("'-' indicator");
        break;
      case "indentless-sequence":
        if (this.takes("block-entry")) this.childUnless(AFTER_INDENTLESS_ENTRY, true);
        else this.close();
        break;
      case "block-key":
        open.state = "block-value";
        if (this.takes("key")) this.childUnless(AFTER_BLOCK_KEY, true);
        else if (this.takes("block-end")) this.close();
        else throw this.unexpected("key");
        break;
      case "block-value":
        open.state = "block-key";
        if (this.takes("value")) this.childUnless(AFTER_BLOCK_KEY, true);
        else this.missing();
        break;
      case "flow-sequence":
        if (this.endsFlow(open, "flow-sequence-end", "',' or ']'")) this.closeFlow();
        else if (this.takes("key")) this.open("pair-key", this.behind, "");
        else this.child(false);
        break;
      case "flow-key":
        if (this.endsFlow(open, "flow-mapping-end", "',' or '}'")) this.closeFlow();
        else if (this.takes("key")) {
          open.state = "flow-value";
          this.childUnless(AFTER_FLOW_KEY, false);
        } else {
          open.state = "flow-no-value";
          this.child(false);
        }
        break;
      case "flow-value":
        open.state = "flow-key";
        if (this.takes("value")) this.childUnless(AFTER_FLOW_VALUE, false);
        else this.missing();
        break;
      case "flow-no-value":
        open.state = "flow-key";
        this.missing();
        break;
      case "pair-key":
        open.state = "pair-value";
        // Where the key is missing, go-yaml drops the token that it looked at.
        if (this.childUnless(AFTER_PAIR_KEY, false)) this.take();
        break;
      case "pair-value":
        open.state = "pair-end";
        if (this.takes("value")) this.childUnless(AFTER_PAIR_VALUE, false);
        else this.missing();
        break;
      case "pair-end":
        this.close();
    }
  }

  /** Whether a flow collection is at its end; if not, steps over the comma that parts its children. */
  private endsFlow(open: Open, end: TokenKind, wanted: string): boolean {
    const first = open.first;
    open.first = false;
    if (this.scanner.peek().kind === end) return true;
    if (!first && !this.takes("flow-entry")) throw this.unexpected(wanted);
    return this.scanner.peek().kind === end;
  }

  /** Reads a child; whether it is missing, because one of these tokens follows at once. */
  private childUnless(ends: ReadonlySet<TokenKind>, block: boolean): boolean {
    const absent = this.sees(ends);
    if (absent) this.missing();
    else this.child(block);
    return absent;
  }

  /** Reads a scalar or an alias, or opens a collection. */
  private child(block: boolean): void {
    if (this.scanner.peek().kind === "alias") {
      this.alias();
      return;
    }
    const properties = this.properties();
    const token = this.scanner.peek();
    const state = this.opens(token, block);
    if (state !== undefined) {
      if (state !== "indentless-sequence") this.take();
      this.open(state, token.start, properties.anchor);
    } else if (token.kind === "scalar") {
      this.take();
      this.leaf(token, properties);
    } else {
      if (properties.anchor === "" && properties.tag === "") throw this.unexpected("node content");
      this.leaf({ text: "", style: "plain", start: this.behind, end: this.behind }, properties);
    }
  }

  private alias(): void {
    const { text: name, start, end } = this.scanner.peek();
    this.take();
    const target = this.anchors.get(name);
    if (target === undefined) {
      const { line, column } = this.cursor.lines.position(start);
      throw new YamlError("yaml-unknown-anchor", `yaml: unknown anchor '${name}' referenced`, line, column);
    }
    this.attach({ kind: "alias", name, target, start, end });
  }

  /** At most one anchor and one tag, in either order. */
  private properties(): Properties {
    let anchor = "";
    let tag: Token | undefined;
    for (;;) {
      const token = this.scanner.peek();
      if (token.kind === "anchor" && anchor === "") anchor = token.text;
      else if (token.kind === "tag" && tag === undefined) tag = token;
      else return { anchor, tag: tag === undefined ? "" : this.fullTag(tag) };
      this.take();
    }
  }

  private fullTag({ text: handle, suffix, start }: Token): string {
    if (handle === "") return suffix;
    const prefix = this.prefixes.get(handle);
    if (prefix === undefined) throw this.error("found undefined tag handle", start);
    return prefix + suffix;
  }

  /** The state in which a collection that starts with this token is read. */
  private opens({ kind }: Token, block: boolean): State | undefined {
    if (kind === "flow-sequence-start") return "flow-sequence";
    if (kind === "flow-mapping-start") return "flow-key";
    if (!block) return undefined;
    if (kind === "block-sequence-start") return "block-sequence";
    if (kind === "block-mapping-start") return "block-key";
    return kind === "block-entry" && this.stack.at(-1)?.node.kind === "mapping"
      ? "indentless-sequence"
      : undefined;
  }

  private open(state: State, start: number, anchor: string): void {
    const node = state.endsWith("sequence")
      ? { kind: "sequence" as const, items: [], start, end: start }
      : { kind: "mapping" as const, entries: [] as YamlEntry[], start, end: start };
    if (anchor !== "") this.anchors.set(anchor, node);
    this.attach(node);
    this.stack.push({ state, first: true, key: undefined, node });
  }

  /** A block collection ends where the last thing in it does. */
  private close(): void {
    const node = this.stack.pop()?.node;
    const last = node?.kind === "sequence" ? node.items.at(-1) : node?.entries.at(-1)?.value;
    if (node !== undefined && last !== undefined) node.end = last.end;
  }

  private closeFlow(): void {
    const open = this.stack.pop();
    if (open !== undefined) open.node.end = this.scanner.peek().end;
    this.take();
  }

  private leaf(
    { start, end, text, style }: Pick<Token, "start" | "end" | "text" | "style">,
    { anchor, tag }: Properties,
  ): void {
    const node: YamlScalar = { kind: "scalar", text, style, tag, start, end };
    if (anchor !== "") this.anchors.set(anchor, node);
    this.attach(node);
  }

  /** A value (or key) that is not there: null, right behind what asked for it. */
  private missing(): void {
    this.attach({ kind: "scalar", text: "", style: "plain", tag: "", start: this.behind, end: this.behind });
  }

  private attach(node: YamlNode): void {
    const open = this.stack.at(-1);
    if (open === undefined) this.root = node;
    else if (open.node.kind === "sequence") open.node.items.push(node);
    else if (open.key === undefined) open.key = node;
    else {
      open.node.entries.push({ key: open.key, value: node });
      open.key = undefined;
    }
  }

  private sees(kinds: ReadonlySet<TokenKind>): boolean {
    return kinds.has(this.scanner.peek().kind);
  }

  private takes(kind: TokenKind): boolean {
    if (this.scanner.peek().kind !== kind) return false;
    this.take();
    return true;
  }

  private take(): void {
    this.behind = this.scanner.peek().end;
    this.scanner.advance();
  }

  private unexpected(wanted: string): YamlError {
    return this.error(`did not find expected ${wanted}`, this.scanner.peek().start);
  }

  private error(problem: string, offset: number): YamlError {
    return this.cursor.parseError(problem, offset);
  }
}
