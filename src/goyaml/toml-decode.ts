import { GoList, GoMap, type Value } from "../gotemplate/value.ts";
import { readLiteral, rune } from "./toml-literal.ts";
import { type TomlGeneration, TomlSource } from "./toml-source.ts";
import { readMultilineString, readString, type TomlText } from "./toml-string.ts";
import { TomlTableError, TomlTables } from "./toml-tables.ts";
import type { TomlTime } from "./toml-time.ts";

export interface TomlOptions {
  readonly generation: TomlGeneration;
  /** Makes a time.Time. */
  readonly time: (time: TomlTime) => Value;
}

/** A bound on arrays and inline tables in each other. */
const MAX_DEPTH = 500;

const isBlank = (char: string): boolean => char === " " || char === "\t";
const isNewLine = (char: string): boolean => char === "\n" || char === "\r";
const orEnd = (char: string): string => (char === "" ? "end of file" : `'${char}'`);

/**
 * A TOML document as BurntSushi/toml decodes it into a map: int64 and float64 numbers, times, tables. Throws YamlError with
 * its words (`toml: line 2 (last key "a"): …`).
 */
export function tomlToValue(text: string, options: TomlOptions): GoMap {
  return new TomlReader(text, options).read();
}

class TomlReader {
  private readonly source: TomlSource;
  private readonly tables: TomlTables;
  private depth = 0;
  /** The line of the last key, which errors about tables name. */
  private keyLine = 1;

  constructor(
    text: string,
    private readonly options: TomlOptions,
  ) {
    this.tables = new TomlTables(options.generation);
    this.source = new TomlSource(text, options.generation, () => this.tables.current);
  }

  read(): GoMap {
    const { source } = this;
    for (;;) {
      source.skip((char) => isBlank(char) || isNewLine(char));
      const char = source.peek();
      if (char === "") return this.tables.root;
      if (char === "#") this.comment();
      else {
        if (char === "[") this.header();
        else {
          this.pair();
          this.tables.key = "";
        }
        this.endOfItem();
      }
    }
  }

  private comment(): void {
    this.source.skip((char) => char !== "" && !isNewLine(char));
  }

  private endOfItem(): void {
    const { source } = this;
    source.skip(isBlank);
    const char = source.next();
    if (char === "#") this.comment();
    else if (char !== "" && !isNewLine(char))
      throw source.error(
        `expected a top-level item to end with a newline, comment, or EOF, but got ${rune(char)} instead`,
      );
  }

  private header(): void {
    const { source } = this;
    source.next();
    const inArray = source.accept("[");
    const path: string[] = [];
    do {
      source.skip(isBlank);
      const char = source.peek();
      if (char === "]" || char === "")
        throw source.error("unexpected end of table name (table names cannot be empty)");
      if (char === ".") throw source.error("unexpected table separator (table names cannot be empty)");
      path.push(this.keyPart(path.length === 0));
      source.skip(isBlank);
    } while (source.accept("."));
    const end = source.next();
    if (end !== "]")
      throw source.error(`expected '.' or ']' to end table name, but got ${rune(end)} instead`);
    const second = inArray ? source.next() : "]";
    if (second !== "]")
      throw source.error(`expected end of table array name delimiter ']', but got ${rune(second)} instead`);
    this.checked(() => this.tables.enter(path, inArray));
    this.tables.note("", false);
  }

  /** `key = value`, at the top or in an inline table. */
  private pair(): void {
    const { tables } = this;
    const outer = tables.context;
    const parts = this.key();
    tables.key = parts.at(-1) ?? "";
    this.checked(() => tables.enterDotted(parts.slice(0, -1)));
    const value = this.value(false);
    this.checked(() => tables.set(tables.key, value));
    tables.note(tables.key, value instanceof GoList);
    tables.context = outer;
  }

  private key(): string[] {
    const { source } = this;
    const parts: string[] = [];
    for (;;) {
      source.skip(isBlank);
      const char = source.peek();
      const first = parts.length === 0;
      if (char === "=" || char === "")
        throw source.error(`unexpected '='${first ? ": key name appears blank" : ""}`);
      if (char === ".") throw source.error(`unexpected '.'${first ? ": keys cannot start with a '.'" : ""}`);
      parts.push(this.keyPart(first));
      source.skip(isBlank);
      const end = source.next();
      if (end === "=") return parts;
      if (end === "") throw source.error("unexpected EOF; expected key separator '='");
      if (end === ".") continue;
      const problem = `expected '.' or '=', but got ${rune(end)} instead`;
      throw this.isNewer && end === "\n" ? source.errorBefore(problem) : source.error(problem);
    }
  }

  private keyPart(first: boolean): string {
    const { source } = this;
    const char = source.peek();
    const line = source.line;
    if (char === '"' || char === "'") source.next();
    const part =
      char === '"' || char === "'" ? this.text(readString(source, char)) : source.match(/[A-Za-z0-9_-]*/y);
    if (first) this.keyLine = line;
    return part;
  }

  private value(inArray: boolean): Value {
    const { source } = this;
    source.skip(isBlank);
    const char = source.peek();
    if (char !== "[" && char !== "{" && char !== '"' && char !== "'")
      return readLiteral(source, this.options.time);
    source.next();
    if (char === "[") return this.nested(() => this.array());
    if (char === "{") return this.nested(() => this.inlineTable(inArray));
    return this.text(this.opensThree(char) ? readMultilineString(source, char) : readString(source, char));
  }

  /** Whether two more quotes follow, which are read then. */
  private opensThree(quote: string): boolean {
    const { source } = this;
    const start = source.at;
    if (source.accept(quote) && source.accept(quote)) return true;
    source.at = start;
    return false;
  }

  private array(): Value {
    const { source, tables } = this;
    tables.note(tables.key, true);
    const items: Value[] = [];
    for (this.skipLines(); !source.accept("]"); this.skipLines()) {
      if (source.accept(",")) throw source.error("unexpected comma");
      items.push(this.value(true));
      this.skipLines();
      const end = source.next();
      if (end === "]") break;
      if (end !== ",")
        throw source.error(`expected a comma (',') or array terminator (']'), but got ${orEnd(end)}`);
    }
    return new GoList(items);
  }

  private inlineTable(inArray: boolean): Value {
    const { source, tables } = this;
    const { context, key } = tables;
    tables.context = [...context, key];
    tables.key = "";
    this.checked(() => tables.enterImplicit(tables.context, inArray));
    for (this.skipInTable(); !source.accept("}"); this.skipInTable()) {
      if (source.accept(",")) throw source.error("unexpected comma");
      this.pair();
      this.skipInTable();
      if (source.accept("}")) break;
      const end = source.next();
      if (end !== ",")
        throw source.error(
          `expected a comma or an inline table terminator '}', but got ${orEnd(end)} instead`,
        );
      source.skip(isBlank);
      if (source.peek() === "}" && !this.isNewer)
        throw source.error("trailing comma not allowed in inline tables");
    }
    const table = tables.table ?? new GoMap();
    tables.context = context;
    tables.key = key;
    return table;
  }

  /** Steps over blanks, line breaks and comments. */
  private skipLines(): void {
    this.source.skip((char) => isBlank(char) || isNewLine(char));
    while (this.source.accept("#")) {
      this.comment();
      this.source.skip((char) => isBlank(char) || isNewLine(char));
    }
  }

  /** The same in an inline table, which only TOML 1.1 lets have several lines. */
  private skipInTable(): void {
    if (this.isNewer) {
      this.skipLines();
      return;
    }
    const { source } = this;
    source.skip(isBlank);
    if (source.accept("#")) this.comment();
    if (!isNewLine(source.peek())) return;
    source.next();
    throw source.errorBefore("newlines not allowed within inline tables");
  }

  private get isNewer(): boolean {
    return this.options.generation !== "1.0";
  }

  private text(read: TomlText): string {
    if ("text" in read) return read.text;
    throw this.source.error(read.problem);
  }

  /** Runs a step on the tables; what they refuse is told with the line of the last key. */
  private checked(step: () => void): void {
    try {
      step();
    } catch (error) {
      throw error instanceof TomlTableError ? this.source.errorAt(error.message, this.keyLine) : error;
    }
  }

  private nested<T>(read: () => T): T {
    this.depth++;
    if (this.depth > MAX_DEPTH) throw this.source.error("values are nested too deeply");
    const value = read();
    this.depth--;
    return value;
  }
}
