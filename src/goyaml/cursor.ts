import { BYTE_ORDER_MARK, CR, isBlank, isBlankOrEnd, isBreak, LF, NEL } from "./characters.ts";
import { LineTable } from "./line-table.ts";
import { YamlError } from "./yaml-error.ts";

/** Enough that looking a few characters ahead never leaves the text. */
const END = "\0\0\0\0\0";
const BREAK_OR_END = /[\0\n\r\u0085\u2028\u2029]/g;

/**
 * Where the scanner stands in a source. The text is followed by NULs (which no valid source has), so that readers need
 * not check for its end. Offsets count UTF-16 units.
 */
export class Cursor {
  readonly text: string;
  readonly length: number;
  readonly lines: LineTable;
  at: number;
  lineStart: number;

  constructor(source: string) {
    this.text = source + END;
    this.length = source.length;
    this.lines = new LineTable(source);
    this.lineStart = source.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    // A second mark counts as a column.
    this.at = this.lineStart + (this.lineStart === 1 && source.charCodeAt(1) === BYTE_ORDER_MARK ? 1 : 0);
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  /** The character here, or `ahead` of here. */
  code(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  skipBlanks(): void {
    while (isBlank(this.code())) this.at++;
  }

  /** To the end of the line, its break excluded. */
  skipLine(): void {
    BREAK_OR_END.lastIndex = this.at;
    BREAK_OR_END.test(this.text);
    this.at = BREAK_OR_END.lastIndex - 1;
  }

  /** Steps over a line break, if there is one, and returns what it is in a scalar: CR LF, CR and U+0085 are LF there. */
  readBreak(): string {
    const code = this.code();
    if (!isBreak(code)) return "";
    this.at += code === CR && this.code(1) === LF ? 2 : 1;
    this.lineStart = this.at;
    return code === LF || code === CR || code === NEL ? "\n" : String.fromCharCode(code);
  }

  /** Whether a line starts here with `---` or `...` and nothing attached to it. */
  atDocumentMarker(): boolean {
    if (this.at !== this.lineStart) return false;
    const code = this.code();
    return (
      (code === 0x2d || code === 0x2e) &&
      this.code(1) === code &&
      this.code(2) === code &&
      isBlankOrEnd(this.code(3))
    );
  }

  /** What the scanner says about the place where it stands. */
  scanError(problem: string): YamlError {
    const { line, column } = this.lines.position(this.at);
    return new YamlError("yaml-syntax", `yaml: ${line > 1 ? `line ${line}: ` : ""}${problem}`, line, column);
  }

  /** What the parser says about a token: go-yaml's line is one too small here, and left out on the first two lines. */
  parseError(problem: string, offset: number): YamlError {
    const { line, column } = this.lines.position(offset);
    return new YamlError(
      "yaml-syntax",
      `yaml: ${line > 1 ? `line ${line - 1}: ` : ""}${problem}`,
      line,
      column,
    );
  }
}
