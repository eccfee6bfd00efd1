import { quote } from "../gotemplate/text/quote.ts";
import { isRawByte, stringToBytes } from "../util/byte-string.ts";
import { YamlError } from "./yaml-error.ts";

/** The two generations of BurntSushi/toml: Helm 3's reads TOML 1.0, Helm 4's TOML 1.1. */
export type TomlGeneration = "1.0" | "1.1";

const isControl = (code: number): boolean =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0x7f;

/** Where a reader stands in a TOML text, with the line numbers that BurntSushi's lex.go counts. */
export class TomlSource {
  at: number;
  line = 1;
  /** The last character asked for was not there. */
  private ended = false;

  constructor(
    readonly text: string,
    readonly generation: TomlGeneration,
    /** The key that an error names as the last one. */
    private readonly lastKey: () => string,
  ) {
    this.at = text.startsWith("\ufeff") ? 1 : 0;
    if (
      stringToBytes(text.slice(this.at, this.at + 6))
        .subarray(0, 6)
        .includes(0)
    )
      throw this.error("files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8");
  }

  /** The next character, "" at the end. Throws YamlError for one that no TOML may have. */
  peek(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) return "";
    if (isRawByte(code)) throw this.error(`invalid UTF-8 byte: 0x${(code & 0xff).toString(16)}`);
    const loneReturn = code === 0x0d && this.text.charCodeAt(this.at + 1) !== 0x0a;
    if (isControl(code) || loneReturn)
      throw this.error(
        `TOML files cannot contain control characters: '0x${code.toString(16).padStart(2, "0")}'`,
      );
    return String.fromCodePoint(code);
  }

  next(): string {
    const char = this.peek();
    this.ended = char === "";
    this.at += char.length;
    if (char === "\n") this.line++;
    return char;
  }

  accept(char: string): boolean {
    if (this.peek() !== char) return false;
    this.next();
    return true;
  }

  skip(wanted: (char: string) => boolean): void {
    while (wanted(this.peek())) this.next();
  }

  /** Steps over what a sticky pattern finds here, and returns it. The pattern must not go across lines. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    // BurntSushi/toml reads one character more to see where a token ends.
    this.peek();
    return found;
  }

  /** An error about the last character read; one about the end may be told on the line before. */
  error(message: string): YamlError {
    const before = this.ended && (this.generation === "1.0" || this.text.charAt(this.at - 1) === "\n");
    return before ? this.errorBefore(message) : this.errorAt(message, this.line);
  }

  /** An error about a line break, told on the line that it ends. */
  errorBefore(message: string): YamlError {
    return this.errorAt(message, this.line - 1);
  }

  errorAt(message: string, line: number): YamlError {
    const key = this.lastKey();
    const where = key === "" ? `line ${line}` : `line ${line} (last key ${quote(key)})`;
    return new YamlError("toml-syntax", `toml: ${where}: ${message}`, Math.max(line, 1));
  }
}
