import { LineTable } from "./line-table.ts";
import { LineValues } from "./line-values.ts";
import type { YamlDocument, YamlEntry, YamlNode } from "./node.ts";

/** A collection that is open. */
interface Level {
  readonly column: number;
  readonly node: Sequence | Mapping;
  /** The key whose value comes next. */
  key: YamlNode | undefined;
  /** Where the null stands that comes if no value does: behind the `:` or `-`; -1 when none is waited for. */
  awaits: number;
}

interface Mapping {
  readonly kind: "mapping";
  readonly entries: YamlEntry[];
  readonly start: number;
}

interface Sequence {
  readonly kind: "sequence";
  readonly items: YamlNode[];
  readonly start: number;
}

const DASH = 0x2d;

/** Line breaks that YAML knows besides the usual one, and a byte order mark. */
const UNUSUAL = /[\r\u0085\u2028\u2029\ufeff]/;
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

/**
 * Reads a document that is written the usual way: block mappings and sequences, a key or an item to a line, and values
 * without anchors and tags. It gives the tree that TreeParser gives, in a fraction of the time. Undefined for anything
 * that it is not sure about, errors above all.
 */
export function parseByLines(source: string): YamlDocument | undefined {
  if (source.length > MAX_LENGTH || UNUSUAL.test(source)) return undefined;
  const parser = new LineParser(source);
  return parser.read() ? { root: parser.root, lines: new LineTable(source) } : undefined;
}

class LineParser {
  /** Where reading has come to. */
  at = 0;
  root: YamlNode | undefined;
  private readonly levels: Level[] = [];
  private readonly values: LineValues;

  constructor(private readonly source: string) {
    this.values = new LineValues(source);
  }

  /** Whether the whole source could be read. */
  read(): boolean {
    const { source } = this;
    this.skip(BLANKS_AND_COMMENTS);
    const explicit = this.skip(DOCUMENT_START);
    for (;;) {
      this.skip(BLANKS_AND_COMMENTS);
      if (this.at >= source.length) break;
      if (this.skip(DOCUMENT_END)) {
        this.skip(BLANKS_AND_COMMENTS);
        if (this.at < source.length || this.root === undefined) return false;
        break;
      }
      const start = this.at;
      this.skip(SPACES);
      if (!this.line(this.at - start)) return false;
    }
    for (const level of this.levels) settle(level);
    return this.root !== undefined || !explicit;
  }

  /** Reads a line from its first character on, which is at a column. */
  private line(first: number): boolean {
    let column = first;
    let isItem = this.startsItem();
    const top = this.levels.at(-1);
    if (top !== undefined && top.awaits >= 0 && column > top.column && !isItem && !this.startsKey())
      return this.readValue(top);
    if (!this.arrive(column, isItem)) return false;
    for (;;) {
      const level = this.levels.at(-1);
      if (level === undefined) return false;
      if (isItem) this.at++;
      else if (!this.readKey(level)) return false;
      level.awaits = this.at;
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

  private readKey(level: Level): boolean {
    const start = this.at;
    if (!this.skip(KEY)) return false;
    const code = this.source.charCodeAt(start);
    const quotes = code === 0x22 || code === 0x27 ? 1 : 0;
    const end = this.source.slice(start, this.at - 1).trimEnd().length - quotes;
    const text = this.source.slice(start + quotes, start + end);
    const style = quotes === 0 ? "plain" : code === 0x22 ? "double-quoted" : "single-quoted";
    level.key = { kind: "scalar", text, style, tag: "", start };
    return true;
  }

  private readValue(level: Level): boolean {
    const value = this.values.read(this.at, level.column);
    if (value === undefined) return false;
    this.at = this.values.end;
    add(level, value);
    const isBlock = value.kind === "scalar" && (value.style === "literal" || value.style === "folded");
    return isBlock || this.skip(LINE_END);
  }

  /** Leaves collections that a line at this column ends, or enters one that it starts. */
  private arrive(column: number, isItem: boolean): boolean {
    const top = this.levels.at(-1);
    if (top === undefined) return this.root === undefined && this.open(column, isItem);
    if (top.awaits >= 0) {
      const isIndentless = isItem && column === top.column && top.node.kind === "mapping";
      if (column > top.column || isIndentless) return this.open(column, isItem);
    } else if (column > top.column) return false;
    const kind = isItem ? "sequence" : "mapping";
    for (let level = this.levels.at(-1); level !== undefined; level = this.levels.at(-1)) {
      settle(level);
      if (level.column < column) return false;
      if (level.column === column && level.node.kind === kind) return true;
      this.levels.pop();
    }
    return false;
  }

  /** Starts a collection at a column, as the value that the innermost one waits for. */
  private open(column: number, isItem: boolean): boolean {
    const start = this.at;
    const node: Sequence | Mapping = isItem
      ? { kind: "sequence", items: [], start }
      : { kind: "mapping", entries: [], start };
    const top = this.levels.at(-1);
    if (top === undefined) this.root = node;
    else add(top, node);
    this.levels.push({ column, node, key: undefined, awaits: -1 });
    return this.levels.length <= MAX_DEPTH;
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

/** Gives a collection the value that it waits for. */
function add(level: Level, value: YamlNode): void {
  const { node, key } = level;
  if (node.kind === "sequence") node.items.push(value);
  else if (key !== undefined) node.entries.push({ key, value });
  level.awaits = -1;
}

/** Where a value is waited for, there is none. */
function settle(level: Level): void {
  const { awaits } = level;
  if (awaits >= 0) add(level, { kind: "scalar", text: "", style: "plain", tag: "", start: awaits });
}
