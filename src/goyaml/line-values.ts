import { Cursor } from "./cursor.ts";
import type { Maker } from "./decode.ts";
import { foldBreaks } from "./fold-breaks.ts";
import { type Resolved, resolvePlain } from "./resolve-scalar.ts";
import { scanBlockScalar } from "./scan-block-scalar.ts";
import { scanQuoted } from "./scan-quoted.ts";
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
export class LineValues<T> {
  /** Where the last value ends; for a block, where the line behind it starts. */
  end = 0;
  /** Whether the last value's line ends with it: that of a block does. */
  endsLine = false;
  private cursor: Cursor | undefined;

  constructor(
    private readonly source: string,
    private readonly maker: Maker<T>,
  ) {}

  /** The value at an offset, in a collection that stands at a column; undefined if it is of another form. */
  read(at: number, column: number): T | undefined {
    const code = this.source.charCodeAt(at);
    this.endsLine = code === 0x7c || code === 0x3e;
    if (this.endsLine) return this.value(this.block(at, column, code === 0x3e));
    if (code === 0x5b || code === 0x7b) return this.flow(at, code, 0);
    return this.value(this.quoted(at, code) ?? this.plain(at, column));
  }

  /** JSON has no infinities and no NaN; what is said of them depends on where they are. */
  private value(found: Resolved | undefined): T | undefined {
    if (found === undefined || (found.kind === "float" && !Number.isFinite(found.value))) return undefined;
    return this.maker.scalar(found);
  }

  private quoted(at: number, code: number): Resolved | undefined {
    if (code !== 0x22 && code !== 0x27) return undefined;
    if (this.matches(code === 0x22 ? DOUBLE_QUOTED : SINGLE_QUOTED, at))
      return { kind: "str", value: this.source.slice(at + 1, this.end - 1) };
    return this.scan(at, (cursor) => {
      const text = scanQuoted(cursor);
      this.end = cursor.at;
      return text;
    });
  }

  /** A text without quotes goes on for as long as lines are further right than the collection it is in. */
  private plain(start: number, column: number): Resolved | undefined {
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
    return resolvePlain(text);
  }

  private block(at: number, column: number, isFolded: boolean): Resolved | undefined {
    return this.scan(at, (cursor) => {
      const text = scanBlockScalar(cursor, column, isFolded);
      this.end = cursor.at < cursor.length ? cursor.lineStart : cursor.length;
      return text;
    });
  }

  /** Leaves a scalar to the scanner's own reader. */
  private scan(start: number, read: (cursor: Cursor) => string): Resolved | undefined {
    this.cursor ??= new Cursor(this.source);
    this.cursor.at = start;
    this.cursor.lineStart = this.source.lastIndexOf("\n", start) + 1;
    try {
      return { kind: "str", value: read(this.cursor) };
    } catch (error) {
      if (error instanceof YamlError) return undefined;
      throw error;
    }
  }

  /** A collection in brackets. */
  private flow(start: number, bracket: number, depth: number): T | undefined {
    const { source, maker } = this;
    if (depth > MAX_FLOW_DEPTH) return undefined;
    const isMapping = bracket === 0x7b;
    const close = isMapping ? 0x7d : 0x5d;
    const into = isMapping ? maker.map() : maker.list();
    let at = this.gap(start + 1);
    while (source.charCodeAt(at) !== close) {
      let key: string | undefined;
      if (isMapping) {
        key = this.flowKey(at);
        if (key === undefined) return undefined;
        at = this.gap(this.end + 1);
      }
      const code = source.charCodeAt(at);
      const isCollection = code === 0x5b || code === 0x7b;
      const value = isCollection ? this.flow(at, code, depth + 1) : this.value(this.flowScalar(at, code));
      if (value === undefined) return undefined;
      if (key === undefined) maker.push(into, value);
      else maker.set(into, key, value);
      at = this.gap(this.end);
      if (source.charCodeAt(at) === 0x2c) at = this.gap(at + 1);
      else if (source.charCodeAt(at) !== close) return undefined;
    }
    this.end = at + 1;
    return into;
  }

  /** A key in braces with the colon behind it, before which the value ends. */
  private flowKey(at: number): string | undefined {
    const code = this.source.charCodeAt(at);
    const found = this.flowScalar(at, code);
    const isQuoted = code === 0x22 || code === 0x27;
    if (found === undefined || !this.source.startsWith(isQuoted ? ":" : ": ", this.end)) return undefined;
    return this.maker.key(found);
  }

  private flowScalar(at: number, code: number): Resolved | undefined {
    const quoted = this.quoted(at, code);
    if (quoted !== undefined) return quoted;
    return this.matches(FLOW_PLAIN, at) ? resolvePlain(this.source.slice(at, this.end)) : undefined;
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
