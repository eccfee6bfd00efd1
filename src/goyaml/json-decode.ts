import { quote } from "../gotemplate/text/quote.ts";
import { GoList, GoMap, type Value } from "../gotemplate/value.ts";
import { stringToBytes } from "../util/byte-string.ts";
import { LineTable } from "./line-table.ts";
import { YamlError } from "./yaml-error.ts";

/** What is in a JSON text, and what could not be held (then null): numbers that are no float64. */
export interface DecodedJson {
  readonly value: Value;
  readonly problem: string | undefined;
}

/**
 * A JSON text as Go's encoding/json decodes it into an `interface {}`: maps, lists, strings, float64 numbers … Throws
 * YamlError with Go's words.
 */
export function jsonToValue(source: string): Value {
  const { value, problem } = decodeJson(source);
  if (problem !== undefined) throw new YamlError("json-number", problem);
  return value;
}

/** The same, but with what could be decoded where a number is out of range. Throws YamlError for wrong syntax. */
export function decodeJson(source: string): DecodedJson {
  const reader = new JsonReader(source);
  const value = reader.read();
  return { value, problem: reader.problem };
}

/** encoding/json's bound on values in each other. */
const MAX_DEPTH = 10_000;

const SPACE = /[ \t\r\n]*/y;
const PLAIN_TEXT = /[ !#-[\]-~\xa0-\ud7ff\ue000-\u{10ffff}]*/uy;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const HEX = /^[0-9A-Fa-f]$/;

const LITERALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** An object or array that is being read. */
interface Frame {
  readonly into: GoMap | GoList;
  first: boolean;
}

/** Reads a text from left to right, so that the first wrong character is the one told, as in Go's scanner.go. */
class JsonReader {
  problem: string | undefined;
  private at = 0;
  private readonly stack: Frame[] = [];

  constructor(private readonly text: string) {}

  read(): Value {
    const root = this.value();
    for (let frame = this.stack.at(-1); frame !== undefined; frame = this.stack.at(-1)) this.step(frame);
    this.skipSpace();
    if (this.at < this.text.length) throw this.unexpected("after top-level value");
    return root;
  }

  /** Reads the next member of an object or array, or its end. */
  private step(frame: Frame): void {
    const { into, first } = frame;
    const isMap = into instanceof GoMap;
    frame.first = false;
    this.skipSpace();
    if (this.takes(isMap ? "}" : "]")) {
      this.stack.pop();
      return;
    }
    if (!first && !this.takes(","))
      throw this.unexpected(isMap ? "after object key:value pair" : "after array element");
    if (isMap) into.set(this.name(), this.value());
    else into.items.push(this.value());
  }

  private name(): string {
    this.skipSpace();
    if (!this.takes('"')) throw this.unexpected("looking for beginning of object key string");
    const name = this.string();
    this.skipSpace();
    if (!this.takes(":")) throw this.unexpected("after object key");
    return name;
  }

  private value(): Value {
    this.skipSpace();
    const char = this.text.charAt(this.at);
    if (char === "{" || char === "[") return this.container(char === "{" ? new GoMap() : new GoList([]));
    if (this.takes('"')) return this.string();
    if (char === "-" || (char >= "0" && char <= "9")) return this.number();
    for (const [word, value] of LITERALS)
      if (word.startsWith(char) && char !== "") return this.literal(word, value);
    throw this.unexpected("looking for beginning of value");
  }

  private container(into: GoMap | GoList): Value {
    if (this.stack.length === MAX_DEPTH) throw this.unexpected("exceeded max depth");
    this.at++;
    this.stack.push({ into, first: true });
    return into;
  }

  private literal(word: string, value: Value): Value {
    for (const letter of word)
      if (!this.takes(letter)) throw this.unexpectedWithin(`in literal ${word} (expecting '${letter}')`);
    return value;
  }

  private number(): Value {
    const number = this.match(NUMBER);
    const exact = !/[.eE]/.test(number);
    if (number === "" && this.takes("-")) throw this.unexpectedWithin("in numeric literal");
    if (exact && this.takes(".")) throw this.unexpectedWithin("after decimal point in numeric literal");
    if (!/[eE]/.test(number) && (this.takes("e") || this.takes("E"))) {
      this.match(/[-+]?/y);
      throw this.unexpectedWithin("in exponent of numeric literal");
    }
    const value = Number(number);
    if (Number.isFinite(value)) return value;
    this.problem ??= `json: cannot unmarshal number ${number} into Go value of type float64`;
    return null;
  }

  /** Reads what is behind an opening quote, the closing one included. */
  private string(): string {
    let out = this.match(PLAIN_TEXT);
    while (!this.takes('"')) {
      const char = this.text.charAt(this.at);
      if (this.takes("\\")) out += this.escape();
      else if (char < " ") throw this.unexpected("in string literal");
      else {
        out += LONE_SURROGATE.test(char) ? "\ufffd" : char;
        this.at++;
      }
      out += this.match(PLAIN_TEXT);
    }
    return out;
  }

  private escape(): string {
    const letter = this.text.charAt(this.at);
    const text = ESCAPES.get(letter);
    if (text === undefined && letter !== "u") throw this.unexpectedWithin("in string escape code");
    this.at++;
    if (text !== undefined) return text;
    const unit = this.hexUnit();
    // Two escapes can make one character; half of one is none.
    const rest = unit < 0xdc00 && /^\\u(d[c-f][0-9a-f]{2})/i.exec(this.text.slice(this.at, this.at + 6));
    if (unit < 0xd800 || unit > 0xdfff) return String.fromCharCode(unit);
    if (!rest) return "\ufffd";
    this.at += rest[0].length;
    return String.fromCharCode(unit, Number.parseInt(rest[1] ?? "", 16));
  }

  private hexUnit(): number {
    const start = this.at;
    while (this.at < start + 4) {
      if (!HEX.test(this.text.charAt(this.at)))
        throw this.unexpectedWithin("in \\u hexadecimal character escape");
      this.at++;
    }
    return Number.parseInt(this.text.slice(start, this.at), 16);
  }

  private skipSpace(): void {
    if (this.text.charCodeAt(this.at) <= 0x20) this.match(SPACE);
  }

  private takes(char: string): boolean {
    if (this.text.charAt(this.at) !== char) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  private unexpected(where: string): YamlError {
    if (this.at >= this.text.length) return this.error("unexpected end of JSON input");
    return this.error(`invalid character ${this.quotedByte()} ${where}`);
  }

  /** The same inside of a number, a word or an escape, where Go takes the end of the text for a blank. */
  private unexpectedWithin(where: string): YamlError {
    return this.at < this.text.length ? this.unexpected(where) : this.error(`invalid character ' ' ${where}`);
  }

  private error(message: string): YamlError {
    const { line, column } = new LineTable(this.text).position(this.at);
    return new YamlError("json-syntax", message, line, column);
  }

  /** The byte here as Go shows it: as the character of that number. */
  private quotedByte(): string {
    const byte = stringToBytes(this.text.slice(this.at, this.at + 2))[0] ?? 0;
    if (byte === 0x27) return "'\\''";
    return byte === 0x22 ? `'"'` : `'${quote(String.fromCharCode(byte)).slice(1, -1)}'`;
  }
}
