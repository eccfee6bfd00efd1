import { Cursor } from "./cursor.ts";
import { foldBreaks } from "./fold-breaks.ts";
import type { YamlEntry, YamlNode } from "./node.ts";
import { scanBlockScalar } from "./scan-block-scalar.ts";
import { scanQuoted } from "./scan-quoted.ts";
import type { ScalarStyle } from "./token.ts";
import { YamlError } from "./yaml-error.ts";

const DOUBLE_QUOTED = /"[^"\\\n]*"/y;
const SINGLE_QUOTED = /'[^'\n]*'(?!')/y;
/** A `:` or `#` belongs to a text unless a blank on one side makes an indicator of it. */
const PLAIN = /(?:[^\s!"#%&'*,\-:>?@[\]`{|}]|[-:?](?=\S))(?:[^ \t\n:]|:(?=[^ \t\n])| +(?=[^ \t\n#]))*/y;
const NEXT_LINE = /(?:[^ \t\n:#]|:(?=[^ \t\n]))(?:[^ \t\n:]|:(?=[^ \t\n])| +(?=[^ \t\n#]))*/y;
const FLOW_PLAIN = /-?[A-Za-z0-9_/$][A-Za-z0-9_./$+=@-]*/y;
const FLOW_GAP = /[ \n]*/y;
const LINE_BREAKS = /(?: *\n)+ */y;

const MAX_FLOW_DEPTH = 20;

/** Reads values as charts write them: on one line, plain on several, as a block or in brackets. */
export class LineValues {
  /** Where the last value ends; for a block, where the line behind it starts. */
  end = 0;
  private cursor: Cursor | undefined;

  constructor(private readonly source: string) {}

  /** The value at an offset, in a collection that stands at a column; undefined if it is of another form. */
  read(at: number, column: number): YamlNode | undefined {
    const code = this.source.charCodeAt(at);
    if (code === 0x7c || code === 0x3e) return this.block(at, column, code === 0x3e);
    if (code === 0x5b || code === 0x7b) return this.flow(at, code, 0);
    return this.quoted(at, code) ?? this.plain(at, column);
  }

  private quoted(at: number, code: number): YamlNode | undefined {
    if (code !== 0x22 && code !== 0x27) return undefined;
    const isDouble = code === 0x22;
    const style = isDouble ? "double-quoted" : "single-quoted";
    return (
      this.scalar(isDouble ? DOUBLE_QUOTED : SINGLE_QUOTED, at, 1, style) ??
      this.scan(at, style, (cursor) => {
        const text = scanQuoted(cursor);
        this.end = cursor.at;
        return text;
      })
    );
  }

  private scalar(pattern: RegExp, at: number, quotes: 0 | 1, style: ScalarStyle): YamlNode | undefined {
    if (!this.matches(pattern, at)) return undefined;
    const text = this.source.slice(at + quotes, this.end - quotes);
    return { kind: "scalar", text, style, tag: "", start: at };
  }

  /** A text without quotes goes on for as long as lines are further right than the collection it is in. */
  private plain(start: number, column: number): YamlNode | undefined {
    if (!this.matches(PLAIN, start)) return undefined;
    const { source } = this;
    let text = source.slice(start, this.end);
    for (let end = this.end; this.matches(LINE_BREAKS, end); end = this.end) {
      const breaks = source.slice(end, this.end).split("\n");
      const next = this.end;
      if ((breaks.at(-1)?.length ?? 0) <= column || !this.matches(NEXT_LINE, next)) {
        this.end = end;
        break;
      }
      text += foldBreaks("\n", "\n".repeat(breaks.length - 2)) + source.slice(next, this.end);
    }
    return { kind: "scalar", text, style: "plain", tag: "", start };
  }

  private block(at: number, column: number, isFolded: boolean): YamlNode | undefined {
    return this.scan(at, isFolded ? "folded" : "literal", (cursor) => {
      const text = scanBlockScalar(cursor, column, isFolded);
      this.end = cursor.at < cursor.length ? cursor.lineStart : cursor.length;
      return text;
    });
  }

  /** Leaves a scalar to the scanner's own reader. */
  private scan(start: number, style: ScalarStyle, read: (cursor: Cursor) => string): YamlNode | undefined {
    this.cursor ??= new Cursor(this.source);
    this.cursor.at = start;
    this.cursor.lineStart = this.source.lastIndexOf("\n", start) + 1;
    try {
      return { kind: "scalar", text: read(this.cursor), style, tag: "", start };
    } catch (error) {
      if (error instanceof YamlError) return undefined;
      throw error;
    }
  }

  /** A collection in brackets. */
  private flow(start: number, bracket: number, depth: number): YamlNode | undefined {
    const { source } = this;
    if (depth > MAX_FLOW_DEPTH) return undefined;
    const isMapping = bracket === 0x7b;
    const close = isMapping ? 0x7d : 0x5d;
    const items: YamlNode[] = [];
    const entries: YamlEntry[] = [];
    let at = this.gap(start + 1);
    while (source.charCodeAt(at) !== close) {
      let key: YamlNode | undefined;
      if (isMapping) {
        const first = source.charCodeAt(at);
        key = this.flowScalar(at, first);
        const isQuoted = first === 0x22 || first === 0x27;
        if (key === undefined || !source.startsWith(isQuoted ? ":" : ": ", this.end)) return undefined;
        at = this.gap(this.end + 1);
      }
      const code = source.charCodeAt(at);
      const isCollection = code === 0x5b || code === 0x7b;
      const value = isCollection ? this.flow(at, code, depth + 1) : this.flowScalar(at, code);
      if (value === undefined) return undefined;
      if (key === undefined) items.push(value);
      else entries.push({ key, value });
      at = this.gap(this.end);
      if (source.charCodeAt(at) === 0x2c) at = this.gap(at + 1);
      else if (source.charCodeAt(at) !== close) return undefined;
    }
    this.end = at + 1;
    return isMapping ? { kind: "mapping", entries, start } : { kind: "sequence", items, start };
  }

  private flowScalar(at: number, code: number): YamlNode | undefined {
    return this.quoted(at, code) ?? this.scalar(FLOW_PLAIN, at, 0, "plain");
  }

  private gap(at: number): number {
    this.matches(FLOW_GAP, at);
    return this.end;
  }

  /** Whether a pattern matches at an offset; `end` is where the match ends then. */
  private matches(pattern: RegExp, at: number): boolean {
    pattern.lastIndex = at;
    if (!pattern.test(this.source)) return false;
    this.end = pattern.lastIndex;
    return true;
  }
}
