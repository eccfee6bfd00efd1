import { quote, quoteRune } from "../gotemplate/text/quote.ts";
import { GoList, GoMap, type Value } from "../gotemplate/value.ts";
import { type TomlNumber, tomlFloat, tomlInteger } from "./toml-number.ts";
import { type TomlGeneration, TomlSource } from "./toml-source.ts";
import { readMultilineString, readString, type TomlText } from "./toml-string.ts";
import { TomlTableError, TomlTables } from "./toml-tables.ts";
import { type TomlTime, tomlTime } from "./toml-time.ts";

export interface TomlOptions {
  readonly generation: TomlGeneration;
  /** Makes a time.Time. */
  readonly time: (time: TomlTime) => Value;
}

/** A bound on arrays and inline tables in each other. */
const MAX_DEPTH = 500;

const isBlank = (char: string): boolean => char === " " || char === "\t";
const isNewLine = (char: string): boolean => char === "\n" || char === "\r";
const isLetter = (char: string): boolean => /^\p{L}$/u.test(char);
const isDigit = (char: string): boolean => char >= "0" && char <= "9";
const rune = (char: string): string => quoteRune(char.codePointAt(0) ?? 0);
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
    const start = source.at;
    if (isDigit(source.peek())) return this.numberOrTime();
    const char = source.next();
    switch (char) {
      case "[":
        return this.nested(() => this.array());
      case "{":
        return this.nested(() => this.inlineTable(inArray));
      case '"':
      case "'":
        return this.text(
          this.opensThree(char) ? readMultilineString(source, char) : readString(source, char),
        );
      case ".":
        throw source.error("floats must start with a digit, not '.'");
      case "+":
      case "-":
        return this.signed(start);
      case "i":
      case "n":
        if ((source.accept("n") && source.accept("f")) || (source.accept("a") && source.accept("n")))
          return this.number(tomlFloat(source.text.slice(start, source.at)));
    }
    if (isLetter(char)) return this.boolean(source.at - char.length);
    if (char === "") throw source.error("unexpected EOF; expected value");
    const problem = `expected value but found ${rune(char)} instead`;
    throw this.isNewer && char === "\n" ? source.errorBefore(problem) : source.error(problem);
  }

  /** Whether two more quotes follow, which are read then. */
  private opensThree(quote: string): boolean {
    const { source } = this;
    const start = source.at;
    if (source.accept(quote) && source.accept(quote)) return true;
    source.at = start;
    return false;
  }

  /** Anything made of letters, for a kind error; BurntSushi/toml goes back one letter only. */
  private boolean(start: number): Value {
    const { source } = this;
    source.at = start;
    source.skip(isLetter);
    const word = source.text.slice(start, source.at);
    if (word === "true" || word === "false") return word === "true";
    throw source.error(`expected value but found ${quote(word)} instead`);
  }

  private signed(start: number): Value {
    const { source } = this;
    const char = source.next();
    const read = (): string => source.text.slice(start, source.at);
    if (char === "i" || char === "n") {
      const [second, third] = char === "i" ? ["n", "f"] : ["a", "n"];
      if (!source.accept(second) || !source.accept(third)) throw source.error(`invalid float: '${read()}'`);
      return this.number(tomlFloat(read()));
    }
    if (char === "0" && "box".includes(source.peek() || " "))
      throw source.error(`cannot use sign with non-decimal numbers: '${read()}${source.peek()}'`);
    if (char === ".") throw source.error("floats must start with a digit, not '.'");
    if (!isDigit(char)) throw source.error(`expected a digit but got ${rune(char)}`);
    return this.decimal(start);
  }

  private numberOrTime(): Value {
    const { source } = this;
    const start = source.at;
    const digits = source.match(/0(?![0-9])|[0-9]+/y);
    const char = source.peek();
    if (digits === "0" && char !== "" && "box".includes(char)) return this.based(start, char);
    if (digits !== "0" && (char === "-" || char === ":")) return this.time(start);
    return this.decimal(start);
  }

  private based(start: number, letter: string): Value {
    const { source } = this;
    source.next();
    const [first, rest, name] =
      letter === "b"
        ? [/[01]/y, /[01_]*/y, "a binary"]
        : letter === "o"
          ? [/[0-7]/y, /[0-7_]*/y, "an octal"]
          : [/[0-9a-fA-F]/y, /[0-9a-fA-F_]*/y, this.isNewer ? "a hexadecimal" : "a hexidecimal"];
    if (source.match(first) === "") {
      const read = source.text.slice(start, source.at);
      throw source.error(`not ${name} number: '${read}${source.peek() || "\0"}'`);
    }
    source.match(rest);
    return this.number(tomlInteger(source.text.slice(start, source.at)));
  }

  private decimal(start: number): Value {
    const { source } = this;
    source.match(/[0-9_]*/y);
    const isFloat = source.match(/[.eE][0-9_.eE+-]*/y) !== "";
    const text = source.text.slice(start, source.at);
    return this.number(isFloat ? tomlFloat(text) : tomlInteger(text));
  }

  private time(start: number): Value {
    const { source } = this;
    source.match(/[-0-9:Tt .Zz+]*/y);
    const text = source.text
      .slice(start, source.at)
      .trim()
      .replace(/[zt ]/g, (char) => (char === "z" ? "Z" : "T"));
    const time = tomlTime(text, this.options.generation);
    if (time === undefined) throw source.error(`invalid datetime: ${quote(text)}`);
    return this.options.time(time);
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

  private number(read: TomlNumber): Value {
    if ("value" in read) return read.value;
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
