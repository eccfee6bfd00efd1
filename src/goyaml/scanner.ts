import { BlockLevels } from "./block-levels.ts";
import { isBlankOrEnd, isBreak, NUL, SPACE, TAB } from "./characters.ts";
import { Cursor } from "./cursor.ts";
import { type PossibleKey, PossibleKeys } from "./possible-keys.ts";
import { scanBlockScalar } from "./scan-block-scalar.ts";
import { scanDirective } from "./scan-directive.ts";
import { scanPlain } from "./scan-plain.ts";
import { scanQuoted } from "./scan-quoted.ts";
import { scanAnchorName, scanTag } from "./scan-tag.ts";
import type { ScalarStyle, Token, TokenKind } from "./token.ts";
import { TokenQueue } from "./token-queue.ts";
import type { YamlError } from "./yaml-error.ts";

/** go-yaml's bound on block collections in each other, and on flow collections in each other. */
const MAX_DEPTH = 10_000;

/**
 * Cuts a source into tokens, no further ahead than its reader needs (an error behind the first document is none).
 * Indentation becomes start and end tokens; a `key` token is put in after the fact, when the `:` behind a key shows up,
 * so a token that may be the start of a key is held back until that is settled. Accepts and refuses what
 * go-yaml v2's scannerc.go does.
 */
export class Scanner {
  /** What each indicator starts; `alone`: white space comes behind it. Anything else starts a plain scalar. */
  private static readonly starts = new Map<number, (scanner: Scanner, alone: boolean) => void>(
    Object.entries<(scanner: Scanner, alone: boolean) => void>({
      "[": (scanner) => scanner.openFlow("flow-sequence-start"),
      "{": (scanner) => scanner.openFlow("flow-mapping-start"),
      "]": (scanner) => scanner.closeFlow("flow-sequence-end"),
      "}": (scanner) => scanner.closeFlow("flow-mapping-end"),
      ",": (scanner) => scanner.indicator("flow-entry", true),
      "-": (scanner, alone) => (alone ? scanner.blockEntry() : scanner.plain()),
      "?": (scanner, alone) => (alone || scanner.inFlow ? scanner.explicitKey() : scanner.plain()),
      ":": (scanner, alone) => (alone || scanner.inFlow ? scanner.value() : scanner.plain()),
      "*": (scanner) => scanner.word("alias", (at) => [scanAnchorName(at), ""]),
      "&": (scanner) => scanner.word("anchor", (at) => [scanAnchorName(at), ""]),
      "!": (scanner) => scanner.word("tag", scanTag),
      "'": (scanner) => scanner.word("scalar", (at) => [scanQuoted(at), ""], "single-quoted"),
      '"': (scanner) => scanner.word("scalar", (at) => [scanQuoted(at), ""], "double-quoted"),
      "|": (scanner) => scanner.blockScalar("literal"),
      ">": (scanner) => scanner.blockScalar("folded"),
      "\t": (scanner) => scanner.nothing(),
      "%": (scanner) => scanner.nothing(),
      "@": (scanner) => scanner.nothing(),
      "`": (scanner) => scanner.nothing(),
    }).map(([char, start]) => [char.charCodeAt(0), start]),
  );

  readonly cursor: Cursor;
  private readonly queue = new TokenQueue();
  private readonly blocks = new BlockLevels();
  private readonly keys: PossibleKeys;
  private keyAllowed = true;

  constructor(source: string) {
    this.cursor = new Cursor(source);
    this.keys = new PossibleKeys(this.cursor);
  }

  /** The next token, left in place. Throws YamlError. */
  peek(): Token {
    for (;;) {
      const token = this.queue.first;
      if (token !== undefined && !this.keys.holdsBack(token.possibleKey)) return token;
      this.scanToken();
    }
  }

  /** Takes the token that `peek` showed; the last one, `stream-end`, stays. */
  advance(): void {
    if (this.queue.first?.kind !== "stream-end") this.queue.removeFirst();
  }

  private get inFlow(): boolean {
    return this.keys.depth > 0;
  }

  private scanToken(): void {
    const { cursor } = this;
    this.skipToToken();
    this.closeBlocks(cursor.column);
    const code = cursor.code();
    if (code === NUL) this.endStream();
    else if (code === 0x25 && cursor.column === 0) this.directive();
    else if (cursor.atDocumentMarker())
      this.documentMarker(code === 0x2d ? "document-start" : "document-end");
    else {
      const start = Scanner.starts.get(code);
      if (start === undefined) this.plain();
      else start(this, isBlankOrEnd(cursor.code(1)));
    }
  }

  /** Steps over white space, comments and line breaks. A tab is no white space where a block key could start. */
  private skipToToken(): void {
    const cursor = this.cursor;
    for (;;) {
      const tabs = this.inFlow || !this.keyAllowed;
      while (cursor.code() === SPACE || (tabs && cursor.code() === TAB)) cursor.at++;
      if (cursor.code() === 0x23) cursor.skipLine();
      if (!isBreak(cursor.code())) return;
      cursor.readBreak();
      if (!this.inFlow) this.keyAllowed = true;
    }
  }

  private push(kind: TokenKind, start: number, text = "", suffix = "", style: ScalarStyle = "plain"): void {
    this.queue.add({ kind, start, end: this.cursor.at, text, suffix, style, possibleKey: undefined });
  }

  /** A token that may start a key. */
  private word(
    kind: TokenKind,
    read: (cursor: Cursor) => readonly [text: string, suffix: string],
    style: ScalarStyle = "plain",
  ): void {
    const possibleKey = this.noteKey();
    this.keyAllowed = false;
    const start = this.cursor.at;
    const [text, suffix] = read(this.cursor);
    this.queue.add({ kind, start, end: this.cursor.at, text, suffix, style, possibleKey });
  }

  private plain(): void {
    const possibleKey = this.noteKey();
    const start = this.cursor.at;
    const { text, end, brokeLine } = scanPlain(this.cursor, this.blocks.column, this.inFlow);
    this.keyAllowed = brokeLine;
    this.queue.add({ kind: "scalar", start, end, text, suffix: "", style: "plain", possibleKey });
  }

  private nothing(): never {
    throw this.cursor.scanError("found character that cannot start any token");
  }

  private blockScalar(style: "literal" | "folded"): void {
    if (this.inFlow) this.nothing();
    this.keys.drop();
    this.keyAllowed = true;
    const start = this.cursor.at;
    this.push(
      "scalar",
      start,
      scanBlockScalar(this.cursor, this.blocks.column, style === "folded"),
      "",
      style,
    );
  }

  /** A token of one character, after which a key may (or may not) start. */
  private indicator(kind: TokenKind, keyAllowed: boolean): void {
    this.keys.drop();
    this.keyAllowed = keyAllowed;
    this.push(kind, this.cursor.at++);
  }

  private openFlow(kind: "flow-sequence-start" | "flow-mapping-start"): void {
    const possibleKey = this.noteKey();
    this.keys.enter(possibleKey);
    if (this.keys.depth > MAX_DEPTH) throw this.tooDeep();
    this.keyAllowed = true;
    const start = this.cursor.at++;
    this.queue.add({ kind, start, end: start + 1, text: "", suffix: "", style: "plain", possibleKey });
  }

  private closeFlow(kind: "flow-sequence-end" | "flow-mapping-end"): void {
    this.keys.drop();
    this.keys.leave();
    this.keyAllowed = false;
    this.push(kind, this.cursor.at++);
  }

  private blockEntry(): void {
    this.openBlockHere("block-sequence-start", "block sequence entries");
    this.indicator("block-entry", true);
  }

  private explicitKey(): void {
    this.openBlockHere("block-mapping-start", "mapping keys");
    this.indicator("key", !this.inFlow);
  }

  private value(): void {
    const key = this.keys.claim();
    if (key !== undefined) {
      this.keyAllowed = false;
      this.insert("key", key);
      if (this.enterBlock(key.offset - key.lineStart)) this.insert("block-mapping-start", key);
    } else {
      this.openBlockHere("block-mapping-start", "mapping values");
      this.keyAllowed = !this.inFlow;
    }
    this.push("value", this.cursor.at++);
  }

  private insert(kind: TokenKind, { index, offset: at }: PossibleKey): void {
    this.queue.insert(
      { kind, start: at, end: at, text: "", suffix: "", style: "plain", possibleKey: undefined },
      index,
    );
  }

  private openBlockHere(kind: "block-sequence-start" | "block-mapping-start", what: string): void {
    if (this.inFlow) return;
    const { cursor } = this;
    if (!this.keyAllowed) throw cursor.scanError(`${what} are not allowed in this context`);
    if (this.enterBlock(cursor.column)) this.push(kind, cursor.at);
  }

  /** Whether a block collection starts at a column. */
  private enterBlock(column: number): boolean {
    const enters = !this.inFlow && this.blocks.enter(column);
    if (this.blocks.depth > MAX_DEPTH) throw this.tooDeep();
    return enters;
  }

  private closeBlocks(column: number): void {
    while (!this.inFlow && this.blocks.leave(column)) this.push("block-end", this.cursor.at);
  }

  private tooDeep(): YamlError {
    return this.cursor.scanError(`exceeded max depth of ${MAX_DEPTH}`);
  }

  private directive(): void {
    this.leaveDocument();
    const start = this.cursor.at;
    const { kind, text, suffix } = scanDirective(this.cursor);
    this.push(kind, start, text, suffix);
  }

  private documentMarker(kind: "document-start" | "document-end"): void {
    this.leaveDocument();
    const start = this.cursor.at;
    this.cursor.at += 3;
    this.push(kind, start);
  }

  private endStream(): void {
    const { cursor } = this;
    // A last line without a line break counts as if it had one.
    if (cursor.column > 0) cursor.lineStart = cursor.at = cursor.length + 1;
    this.leaveDocument();
    this.push("stream-end", cursor.at);
  }

  private leaveDocument(): void {
    this.closeBlocks(-1);
    this.keys.drop();
    this.keyAllowed = false;
  }

  /** Remembers that the next token may be the start of a key. */
  private noteKey(): PossibleKey | undefined {
    if (!this.keyAllowed) return undefined;
    const required = !this.inFlow && this.blocks.column === this.cursor.column;
    return this.keys.note(this.queue.nextIndex, required);
  }
}
