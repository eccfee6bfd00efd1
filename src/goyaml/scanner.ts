import { isBlankOrEnd, isBreak, NUL, SPACE, TAB } from "./characters.ts";
import { Cursor } from "./cursor.ts";
import { scanBlockScalar } from "./scan-block-scalar.ts";
import { scanDirective } from "./scan-directive.ts";
import { scanPlain } from "./scan-plain.ts";
import { scanQuoted } from "./scan-quoted.ts";
import { scanAnchorName, scanTag } from "./scan-tag.ts";
import type { PossibleKey, ScalarStyle, Token, TokenKind } from "./token.ts";
import type { YamlError } from "./yaml-error.ts";

/** go-yaml's bound on block collections in each other, and on flow collections in each other. */
const MAX_DEPTH = 10_000;

/** How far behind the start of a key its `:` may be, on the same line. */
const KEY_REACH = 1024;

/** A flow collection that is open, or what is around all of them. */
interface Level {
  /** The last token in it that may have started a key. */
  last: PossibleKey | undefined;
  /** Its bracket, if that may have started a key. */
  readonly opener: PossibleKey | undefined;
}

/**
 * Cuts a source into tokens, no further ahead than its reader needs (an error behind the first document is none).
 * Indentation becomes start and end tokens; a `key` token is put in after the fact, when the `:` behind a key shows up,
 * so a token that may be the start of a key is held back until that is settled. Accepts and refuses what
 * go-yaml v2's scannerc.go does.
 */
export class Scanner {
  readonly cursor: Cursor;
  /** Tokens found and not yet taken; the first one is at `head`. */
  private waiting: Token[] = [];
  private head = 0;
  /** Number of tokens taken so far. */
  private taken = 0;
  /** Column of the innermost block collection, -1 outside of any; `indents` has those around it. */
  private indent = -1;
  private readonly indents: number[] = [];
  /** The block level, and above it one for each open bracket. */
  private readonly levels: Level[] = [{ last: undefined, opener: undefined }];
  private keyAllowed = true;

  constructor(source: string) {
    this.cursor = new Cursor(source);
  }

  /** The next token, left in place. Throws YamlError. */
  peek(): Token {
    for (;;) {
      const token = this.waiting[this.head];
      if (
        token !== undefined &&
        !(token.possibleKey?.held && token.possibleKey.open && this.inReach(token.possibleKey))
      )
        return token;
      this.scanToken();
    }
  }

  /** Takes the token that `peek` showed; the last one, `stream-end`, stays. */
  advance(): void {
    if (this.waiting[this.head]?.kind === "stream-end") return;
    this.head++;
    this.taken++;
    if (this.head === this.waiting.length) {
      this.waiting = [];
      this.head = 0;
    }
  }

  private get inFlow(): boolean {
    return this.levels.length > 1;
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
    else this.scanContent(code);
  }

  private scanContent(code: number): void {
    const { cursor } = this;
    const alone = isBlankOrEnd(cursor.code(1));
    switch (code) {
      case 0x5b: // [
        this.openFlow("flow-sequence-start");
        break;
      case 0x7b: // {
        this.openFlow("flow-mapping-start");
        break;
      case 0x5d: // ]
        this.closeFlow("flow-sequence-end");
        break;
      case 0x7d: // }
        this.closeFlow("flow-mapping-end");
        break;
      case 0x2c: // ,
        this.indicator("flow-entry", true);
        break;
      case 0x2d: // -
        if (alone) this.blockEntry();
        else this.plain();
        break;
      case 0x3f: // ?
        if (alone || this.inFlow) this.explicitKey();
        else this.plain();
        break;
      case 0x3a: // :
        if (alone || this.inFlow) this.value();
        else this.plain();
        break;
      case 0x2a: // *
        this.word("alias", (at) => [scanAnchorName(at), ""]);
        break;
      case 0x26: // &
        this.word("anchor", (at) => [scanAnchorName(at), ""]);
        break;
      case 0x21: // !
        this.word("tag", scanTag);
        break;
      case 0x27: // '
        this.word("scalar", (at) => [scanQuoted(at), ""], "single-quoted");
        break;
      case 0x22: // "
        this.word("scalar", (at) => [scanQuoted(at), ""], "double-quoted");
        break;
      case 0x7c: // |
      case 0x3e: // >
        if (this.inFlow) throw this.unknownToken();
        this.blockScalar(code === 0x3e ? "folded" : "literal");
        break;
      case TAB:
      case 0x25: // %
      case 0x40: // @
      case 0x60: // `
        throw this.unknownToken();
      default:
        this.plain();
    }
  }

  private unknownToken(): YamlError {
    return this.cursor.scanError("found character that cannot start any token");
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
    this.add({ kind, start, end: this.cursor.at, text, suffix, style, possibleKey: undefined });
  }

  private add(token: Token): void {
    this.waiting.push(token);
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
    this.add({ kind, start, end: this.cursor.at, text, suffix, style, possibleKey });
  }

  private plain(): void {
    const possibleKey = this.noteKey();
    const start = this.cursor.at;
    const { text, end, brokeLine } = scanPlain(this.cursor, this.indent, this.inFlow);
    this.keyAllowed = brokeLine;
    this.add({ kind: "scalar", start, end, text, suffix: "", style: "plain", possibleKey });
  }

  private blockScalar(style: "literal" | "folded"): void {
    this.dropKey();
    this.keyAllowed = true;
    const start = this.cursor.at;
    this.push("scalar", start, scanBlockScalar(this.cursor, this.indent, style === "folded"), "", style);
  }

  /** A token of one character, after which a key may (or may not) start. */
  private indicator(kind: TokenKind, keyAllowed: boolean): void {
    this.dropKey();
    this.keyAllowed = keyAllowed;
    this.push(kind, this.cursor.at++);
  }

  private openFlow(kind: "flow-sequence-start" | "flow-mapping-start"): void {
    const possibleKey = this.noteKey();
    this.levels.push({ last: undefined, opener: possibleKey });
    if (this.levels.length - 1 > MAX_DEPTH) throw this.cursor.scanError(`exceeded max depth of ${MAX_DEPTH}`);
    this.keyAllowed = true;
    const start = this.cursor.at++;
    this.add({ kind, start, end: start + 1, text: "", suffix: "", style: "plain", possibleKey });
  }

  private closeFlow(kind: "flow-sequence-end" | "flow-mapping-end"): void {
    this.dropKey();
    const left = this.inFlow ? this.levels.pop() : undefined;
    // go-yaml forgets then that the bracket was to be held back, though not that it may be a key.
    if (left?.last === undefined && left?.opener !== undefined) left.opener.held = false;
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
    const key = this.levels.at(-1)?.last;
    if (key?.open && this.inReach(key)) {
      key.open = false;
      this.keyAllowed = false;
      this.insert("key", key);
      if (this.enterBlock(key.offset - key.lineStart)) this.insert("block-mapping-start", key);
    } else {
      this.openBlockHere("block-mapping-start", "mapping values");
      this.keyAllowed = !this.inFlow;
    }
    this.push("value", this.cursor.at++);
  }

  private insert(kind: TokenKind, { index, offset }: PossibleKey): void {
    const token = {
      kind,
      start: offset,
      end: offset,
      text: "",
      suffix: "",
      style: "plain",
      possibleKey: undefined,
    } as const;
    if (index < this.taken) this.waiting.push(token);
    else this.waiting.splice(this.head + index - this.taken, 0, token);
  }

  private openBlockHere(kind: "block-sequence-start" | "block-mapping-start", what: string): void {
    if (this.inFlow) return;
    const { cursor } = this;
    if (!this.keyAllowed) throw cursor.scanError(`${what} are not allowed in this context`);
    if (this.enterBlock(cursor.column)) this.push(kind, cursor.at);
  }

  /** Whether a column is further right than the innermost block collection, which then starts there. */
  private enterBlock(column: number): boolean {
    if (this.inFlow || this.indent >= column) return false;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > MAX_DEPTH) throw this.cursor.scanError(`exceeded max depth of ${MAX_DEPTH}`);
    return true;
  }

  private closeBlocks(column: number): void {
    if (this.inFlow) return;
    while (this.indent > column) {
      this.indent = this.indents.pop() ?? -1;
      this.push("block-end", this.cursor.at);
    }
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
    this.dropKey();
    this.keyAllowed = false;
  }

  /** Remembers that the next token may be the start of a key. */
  private noteKey(): PossibleKey | undefined {
    if (!this.keyAllowed) return undefined;
    this.dropKey();
    const level = this.levels.at(-1);
    const { at: offset, lineStart, column } = this.cursor;
    const index = this.taken + this.waiting.length - this.head;
    const key = {
      index,
      offset,
      lineStart,
      required: !this.inFlow && this.indent === column,
      open: true,
      held: true,
    };
    if (level !== undefined) level.last = key;
    return key;
  }

  /** Gives up the possible key of this level. */
  private dropKey(): void {
    const key = this.levels.at(-1)?.last;
    if (key?.open) this.giveUp(key);
  }

  /** Whether a `:` found here may still belong to a key; if not, it is given up. */
  private inReach(key: PossibleKey): boolean {
    const { lineStart, at } = this.cursor;
    if (key.lineStart === lineStart && at - key.offset <= KEY_REACH) return true;
    this.giveUp(key);
    return false;
  }

  private giveUp(key: PossibleKey): void {
    if (key.required) throw this.cursor.scanError("could not find expected ':'");
    key.open = false;
  }
}
