import type { YamlDocument } from "./node.ts";
import type { Token, TokenKind } from "./token.ts";
import { TokenReader } from "./token-reader.ts";
import { type OpenCollection, TreeBuilder } from "./tree-builder.ts";
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
type ScalarToken = Pick<Token, "start" | "text" | "style">;

const NO_PROPERTIES: Properties = { anchor: "", tag: "" };

const TAG_PREFIXES: readonly (readonly [string, string])[] = [
  ["!", "!"],
  ["!!", "tag:yaml.org,2002:"],
];

/**
 * Makes a tree of the scanner's tokens. Takes and refuses the same token sequences as go-yaml v2's parserc.go, its
 * oddities included, but holds its own stack, so that deep nesting cannot overflow the engine's.
 */
export class TreeParser {
  private readonly tokens: TokenReader;
  private readonly tree = new TreeBuilder<State>();
  private readonly prefixes = new Map(TAG_PREFIXES);

  constructor(source: string) {
    this.tokens = new TokenReader(source);
  }

  /** The first document. Throws YamlError. */
  document(): YamlDocument {
    if (this.tokens.peek().kind !== "stream-end") this.read();
    return { root: this.tree.root, lines: this.tokens.cursor.lines };
  }

  /** Whether what was read so far depends on what is, or is not, at an offset. */
  reached(offset: number): boolean {
    return this.tokens.cursor.at + LOOK_AHEAD > offset;
  }

  private read(): void {
    const explicit = this.tokens.sees(DOCUMENT_HEADS);
    if (explicit) {
      this.directives();
      if (!this.tokens.takes("document-start")) throw this.tokens.unexpected("<document start>");
    }
    this.childUnless(explicit ? AFTER_DOCUMENT_START : NOTHING, true);
    for (let open = this.tree.top; open !== undefined; open = this.tree.top) this.step(open);
    // go-yaml looks for the document's end, so an error in the token behind it counts.
    this.tokens.peek();
  }

  private directives(): void {
    const seen = new Set<string>();
    for (let token = this.tokens.peek(); token.kind.endsWith("directive"); token = this.tokens.peek()) {
      const name = token.kind === "version-directive" ? "%YAML" : token.text;
      const wrongVersion = name === "%YAML" && token.text !== "1.1";
      if (seen.has(name))
        throw this.tokens.cursor.parseError(
          `found duplicate ${name === "%YAML" ? name : "%TAG"} directive`,
          token.start,
        );
      if (wrongVersion) throw this.tokens.cursor.parseError("found incompatible YAML document", token.start);
      if (name !== "%YAML") this.prefixes.set(token.text, token.suffix);
      seen.add(name);
      this.tokens.take();
    }
  }

  /** Reads the next child of a collection, or its end. */
  private step(open: OpenCollection<State>): void {
    switch (open.state) {
      case "block-sequence":
        if (this.tokens.takes("block-entry")) this.childUnless(AFTER_BLOCK_ENTRY, true);
        else if (this.tokens.takes("block-end")) this.tree.close();
        else throw this.tokens.unexpected("'-' indicator");
        break;
      case "indentless-sequence":
        if (this.tokens.takes("block-entry")) this.childUnless(AFTER_INDENTLESS_ENTRY, true);
        else this.tree.close();
        break;
      case "block-key":
        open.state = "block-value";
        if (this.tokens.takes("key")) this.childUnless(AFTER_BLOCK_KEY, true);
        else if (this.tokens.takes("block-end")) this.tree.close();
        else throw this.tokens.unexpected("key");
        break;
      case "block-value":
        open.state = "block-key";
        if (this.tokens.takes("value")) this.childUnless(AFTER_BLOCK_KEY, true);
        else this.missing();
        break;
      case "flow-sequence":
        if (this.endsFlow(open, "flow-sequence-end", "',' or ']'")) this.closeFlow();
        else if (this.tokens.takes("key")) this.open("pair-key", this.tokens.behind, "");
        else this.child(false);
        break;
      case "flow-key":
        if (this.endsFlow(open, "flow-mapping-end", "',' or '}'")) this.closeFlow();
        else if (this.tokens.takes("key")) {
          open.state = "flow-value";
          this.childUnless(AFTER_FLOW_KEY, false);
        } else {
          open.state = "flow-no-value";
          this.child(false);
        }
        break;
      case "flow-value":
        open.state = "flow-key";
        if (this.tokens.takes("value")) this.childUnless(AFTER_FLOW_VALUE, false);
        else this.missing();
        break;
      case "flow-no-value":
        open.state = "flow-key";
        this.missing();
        break;
      case "pair-key":
        open.state = "pair-value";
        // Where the key is missing, go-yaml drops the token that it looked at.
        if (this.childUnless(AFTER_PAIR_KEY, false)) this.tokens.take();
        break;
      case "pair-value":
        open.state = "pair-end";
        if (this.tokens.takes("value")) this.childUnless(AFTER_PAIR_VALUE, false);
        else this.missing();
        break;
      case "pair-end":
        this.tree.close();
    }
  }

  /** Whether a flow collection is at its end; if not, steps over the comma that parts its children. */
  private endsFlow(open: OpenCollection<State>, end: TokenKind, wanted: string): boolean {
    const first = open.first;
    open.first = false;
    if (this.tokens.peek().kind === end) return true;
    if (!first && !this.tokens.takes("flow-entry")) throw this.tokens.unexpected(wanted);
    return this.tokens.peek().kind === end;
  }

  private closeFlow(): void {
    this.tokens.take();
    this.tree.close();
  }

  /** Reads a child; whether it is missing, because one of these tokens follows at once. */
  private childUnless(ends: ReadonlySet<TokenKind>, block: boolean): boolean {
    const absent = this.tokens.sees(ends);
    if (absent) this.missing();
    else this.child(block);
    return absent;
  }

  /** Reads a scalar or an alias, or opens a collection. */
  private child(block: boolean): void {
    if (this.tokens.peek().kind === "alias") {
      this.alias();
      return;
    }
    const properties = this.properties();
    const token = this.tokens.peek();
    const state = this.opens(token, block);
    if (state !== undefined) {
      if (state !== "indentless-sequence") this.tokens.take();
      this.open(state, token.start, properties.anchor);
    } else if (token.kind === "scalar") {
      this.tokens.take();
      this.leaf(token, properties);
    } else {
      if (properties.anchor === "" && properties.tag === "") throw this.tokens.unexpected("node content");
      this.leaf(this.emptyScalar(), properties);
    }
  }

  private alias(): void {
    const { text: name, start } = this.tokens.take();
    const target = this.tree.anchored(name);
    if (target === undefined) {
      const { line, column } = this.tokens.cursor.lines.position(start);
      throw new YamlError("yaml-unknown-anchor", `yaml: unknown anchor '${name}' referenced`, line, column);
    }
    this.tree.attach({ kind: "alias", name, target, start });
  }

  /** At most one anchor and one tag, in either order. */
  private properties(): Properties {
    let anchor = "";
    let tag: Token | undefined;
    for (;;) {
      const token = this.tokens.peek();
      if (token.kind === "anchor" && anchor === "") anchor = token.text;
      else if (token.kind === "tag" && tag === undefined) tag = token;
      else return { anchor, tag: tag === undefined ? "" : this.fullTag(tag) };
      this.tokens.take();
    }
  }

  private fullTag({ text: handle, suffix, start }: Token): string {
    if (handle === "") return suffix;
    const prefix = this.prefixes.get(handle);
    if (prefix === undefined) throw this.tokens.cursor.parseError("found undefined tag handle", start);
    return prefix + suffix;
  }

  /** The state in which a collection that starts with this token is read. */
  private opens({ kind }: Token, block: boolean): State | undefined {
    if (kind === "flow-sequence-start") return "flow-sequence";
    if (kind === "flow-mapping-start") return "flow-key";
    if (!block) return undefined;
    if (kind === "block-sequence-start") return "block-sequence";
    if (kind === "block-mapping-start") return "block-key";
    return kind === "block-entry" && this.tree.top?.node.kind === "mapping"
      ? "indentless-sequence"
      : undefined;
  }

  private open(state: State, start: number, anchor: string): void {
    this.tree.open(state.endsWith("sequence") ? "sequence" : "mapping", state, start, anchor);
  }

  private leaf({ start, text, style }: ScalarToken, { anchor, tag }: Properties): void {
    this.tree.leaf({ kind: "scalar", text, style, tag, start }, anchor);
  }

  /** A value (or key) that is not there: null, right behind what asked for it. */
  private missing(): void {
    this.leaf(this.emptyScalar(), NO_PROPERTIES);
  }

  private emptyScalar(): ScalarToken {
    const { behind } = this.tokens;
    return { text: "", style: "plain", start: behind };
  }
}
