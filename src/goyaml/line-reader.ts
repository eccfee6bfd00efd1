import type { Maker } from "./decode.ts";
import { LineValues } from "./line-values.ts";
import { type Resolved, resolvePlain } from "./resolve-scalar.ts";

/** A collection that is open. */
interface Level<T> {
  readonly column: number;
  readonly isList: boolean;
  readonly into: T;
  /** The key of the value that comes next. */
  key: string;
  /** Whether a value is waited for, behind a `:` or `-`; if none comes, it is null. */
  awaits: boolean;
}

const DASH = 0x2d;

/** What YAML does not allow, line breaks that it knows besides the usual one, and a byte order mark. */
const UNUSUAL = /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
const DOCUMENT_START = /---\n/y;
const BLANKS_AND_COMMENTS = /(?: *(?:#[^\n]*)?(?:\n|$))*/y;
const SPACES = / */y;
const KEY =
  /(?:[A-Za-z0-9_./$][A-Za-z0-9_./$-]{0,500}|"[^"\\\n]{0,500}"|'[^'\n]{0,500}') {0,20}:(?=[ \n]|$)/y;
const DOCUMENT_END = /\.\.\.(?:\n|$)/y;
const LINE_END = /(?: *| +#[^\n]*)(?:\n|$)/y;

const MAX_DEPTH = 200;
/** Longer sources would ask too much of the patterns, and are worth a warm parser. */
const MAX_LENGTH = 1 << 21;

const NULL: Resolved = { kind: "null", value: null };

/**
 * Reads a document that is written the usual way: block mappings and sequences, a key or an item to a line, and values
 * without anchors and tags. It gives the value that `decode` makes of TreeParser's tree, in a fraction of the time and
 * without a tree. Undefined for anything that it is not sure about, errors above all.
 */
export function readByLines<T>(source: string, maker: Maker<T>): { readonly value: T } | undefined {
  if (source.length > MAX_LENGTH || UNUSUAL.test(source)) return undefined;
  return new LineReader(source, maker).document();
}

class LineReader<T> {
  /** Where reading has come to. */
  private at = 0;
  private root: T | undefined;
  private readonly levels: Level<T>[] = [];
  private readonly values: LineValues<T>;

  constructor(
    private readonly source: string,
    private readonly maker: Maker<T>,
  ) {
    this.values = new LineValues(source, maker);
  }

  document(): { readonly value: T } | undefined {
    this.skip(BLANKS_AND_COMMENTS);
    const isExplicit = this.skip(DOCUMENT_START);
    if (!this.lines()) return undefined;
    for (const level of this.levels) this.settle(level);
    if (this.root !== undefined) return { value: this.root };
    return isExplicit ? undefined : { value: this.maker.scalar(NULL) };
  }

  /** Whether the whole source could be read. */
  private lines(): boolean {
    const { source } = this;
    for (;;) {
      this.skip(BLANKS_AND_COMMENTS);
      if (this.at >= source.length) return true;
      if (this.skip(DOCUMENT_END)) {
        this.skip(BLANKS_AND_COMMENTS);
        return this.at >= source.length && this.root !== undefined;
      }
      const start = this.at;
      this.skip(SPACES);
      if (!this.line(this.at - start)) return false;
    }
  }

  /** Reads a line from its first character on, which is at a column. */
  private line(first: number): boolean {
    let column = first;
    let isItem = this.startsItem();
    const top = this.levels.at(-1);
    if (top?.awaits && column > top.column && !isItem && !this.startsKey()) return this.readValue(top);
    if (!this.arrive(column, isItem)) return false;
    for (;;) {
      const level = this.levels.at(-1);
      if (level === undefined) return false;
      if (isItem) this.at++;
      else if (!this.readKey(level)) return false;
      level.awaits = true;
      if (this.skip(LINE_END)) return true;
      const before = this.at;
      this.skip(SPACES);
      if (!isItem) return this.readValue(level);
      // What stands behind a dash may be a collection that begins there.
      column += 1 + this.at - before;
      isItem = this.startsItem();
      if (!isItem && !this.startsKey()) return this.readValue(level);
      if (!this.open(column, isItem)) return false;
    }
  }

  private readKey(level: Level<T>): boolean {
    const start = this.at;
    if (!this.skip(KEY)) return false;
    const code = this.source.charCodeAt(start);
    const quotes = code === 0x22 || code === 0x27 ? 1 : 0;
    const end = this.source.slice(start, this.at - 1).trimEnd().length - quotes;
    const text = this.source.slice(start + quotes, start + end);
    const key = this.maker.key(quotes === 0 ? resolvePlain(text) : { kind: "str", value: text });
    if (key === undefined) return false;
    level.key = key;
    return true;
  }

  private readValue(level: Level<T>): boolean {
    const value = this.values.read(this.at, level.column);
    if (value === undefined) return false;
    this.at = this.values.end;
    this.add(level, value);
    return this.values.endsLine || this.skip(LINE_END);
  }

  /** Leaves collections that a line at this column ends, or enters one that it starts. */
  private arrive(column: number, isItem: boolean): boolean {
    const top = this.levels.at(-1);
    if (top === undefined) return this.root === undefined && this.open(column, isItem);
    if (top.awaits) {
      const isIndentless = isItem && column === top.column && !top.isList;
      if (column > top.column || isIndentless) return this.open(column, isItem);
    } else if (column > top.column) return false;
    for (let level = this.levels.at(-1); level !== undefined; level = this.levels.at(-1)) {
      this.settle(level);
      if (level.column < column) return false;
      if (level.column === column && level.isList === isItem) return true;
      this.levels.pop();
    }
    return false;
  }

  /** Starts a collection at a column, as the value that the innermost one waits for. */
  private open(column: number, isItem: boolean): boolean {
    const into = isItem ? this.maker.list() : this.maker.map();
    const top = this.levels.at(-1);
    if (top === undefined) this.root = into;
    else this.add(top, into);
    this.levels.push({ column, isList: isItem, into, key: "", awaits: false });
    return this.levels.length <= MAX_DEPTH;
  }

  /** Gives a collection the value that it waits for. */
  private add(level: Level<T>, value: T): void {
    if (level.isList) this.maker.push(level.into, value);
    else this.maker.set(level.into, level.key, value);
    level.awaits = false;
  }

  private settle(level: Level<T>): void {
    if (level.awaits) this.add(level, this.maker.scalar(NULL));
  }

  private startsItem(): boolean {
    if (this.source.charCodeAt(this.at) !== DASH) return false;
    const next = this.source.charCodeAt(this.at + 1);
    return next === 0x20 || next === 0x0a || Number.isNaN(next);
  }

  private startsKey(): boolean {
    KEY.lastIndex = this.at;
    return KEY.test(this.source);
  }

  /** Steps over what a pattern matches here; whether it does. */
  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.source)) return false;
    this.at = pattern.lastIndex;
    return true;
  }
}
