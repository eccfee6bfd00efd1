import type { GoRules } from "../go-rules.ts";
import { isAlphaNumeric, isPrint } from "../text/is-print.ts";
import { quote } from "../text/quote.ts";
import { endOfText, isDigit, isSpace, showCode, startOfText } from "./characters.ts";
import { scanNumber } from "./scan-number.ts";
import { isKeyword, type Token, type TokenType } from "./token.ts";

const EOF = -1;
const LEFT = "{{";
const RIGHT = "}}";

/**
 * Cuts a template into tokens, on demand (text/template/parse/lex.go). Never throws: a malformed template ends in one
 * token of type `error`, then `eof`.
 */
export class Lexer {
  readonly #text: string;
  readonly #rules: GoRules;
  #at = 0;
  #start = 0;
  #line = 1;
  #lineAt = 0;
  #isInAction = false;
  #parens = 0;
  #isDone = false;

  constructor(text: string, rules: GoRules) {
    this.#text = text;
    this.#rules = rules;
  }

  next(): Token {
    if (this.#isDone) return this.#token("eof");
    return this.#isInAction ? this.#insideAction() : this.#plainText();
  }

  #plainText(): Token {
    for (;;) {
      const left = this.#text.indexOf(LEFT, this.#at);
      if (left < 0) {
        this.#at = this.#text.length;
        if (this.#at > this.#start) return this.#token("text");
        this.#isDone = true;
        return this.#token("eof");
      }
      const trimsBefore = this.#isTrimMarker(left + 2, -1);
      const textEnd = trimsBefore ? endOfText(this.#text, this.#start, left) : left;
      if (textEnd > this.#start) {
        this.#at = textEnd;
        const token = this.#token("text");
        this.#skipTo(left);
        return token;
      }
      this.#skipTo(left);
      const token = this.#leftDelim(trimsBefore);
      if (token !== undefined) return token;
    }
  }

  /** `{{`, or a whole comment, which yields nothing. */
  #leftDelim(trims: boolean): Token | undefined {
    const bodyAt = this.#at + 2 + (trims ? 2 : 0);
    if (this.#text.startsWith("/*", bodyAt)) {
      this.#skipTo(bodyAt);
      return this.#comment();
    }
    this.#at += 2;
    const token = this.#token("leftDelim");
    this.#skipTo(bodyAt);
    this.#isInAction = true;
    this.#parens = 0;
    return token;
  }

  #comment(): Token | undefined {
    const close = this.#text.indexOf("*/", this.#at + 2);
    if (close < 0) return this.#error("unclosed comment");
    if (!this.#rules.countsCommentLines) {
      this.#countLines();
      this.#lineAt = close + 2;
    }
    this.#at = close + 2;
    const delim = this.#rightDelimAt(this.#at);
    if (delim === 0) return this.#error("comment ends before closing delimiter");
    this.#skipTo(this.#at + delim);
    if (delim > 2) this.#skipTo(startOfText(this.#text, this.#at));
    return undefined;
  }

  #rightDelim(): Token {
    const delim = this.#rightDelimAt(this.#at);
    this.#skipTo(this.#at + delim - 2);
    this.#at += 2;
    const token = this.#token("rightDelim");
    if (delim > 2) this.#skipTo(startOfText(this.#text, this.#at));
    this.#isInAction = false;
    return token;
  }

  #insideAction(): Token {
    if (this.#rightDelimAt(this.#at) > 0) {
      return this.#parens === 0 ? this.#rightDelim() : this.#error("unclosed left paren");
    }
    const code = this.#advance();
    if (code === EOF) return this.#error("unclosed action");
    if (isSpace(code)) return this.#spaces();
    const char = String.fromCodePoint(code);
    switch (char) {
      case "=":
        return this.#token("assign");
      case ":":
        return this.#advance() === 0x3d ? this.#token("declare") : this.#error("expected :=");
      case "|":
        return this.#token("pipe");
      case '"':
        return this.#quoted('"', "string", "unterminated quoted string");
      case "'":
        return this.#quoted("'", "charConstant", "unterminated character constant");
      case "`":
        return this.#rawString();
      case "$":
        return this.#fieldOrVariable("variable");
      case "(":
        this.#parens++;
        return this.#token("leftParen");
      case ")":
        this.#parens--;
        return this.#parens < 0 ? this.#error("unexpected right paren") : this.#token("rightParen");
    }
    if (char === "." && this.#at < this.#text.length && !isDigit(this.#peek())) {
      return this.#fieldOrVariable("field");
    }
    if (char === "." || char === "+" || char === "-" || isDigit(code)) return this.#number();
    if (isAlphaNumeric(code)) return this.#identifier();
    if (code < 0x80 && isPrint(code)) return this.#token("char");
    return this.#error(`unrecognized character in action: ${showCode(code)}`);
  }

  #spaces(): Token {
    while (isSpace(this.#peek())) this.#at++;
    // The last blank may belong to a closing delimiter with a trim marker.
    if (this.#rightDelimAt(this.#at - 1) > 2) {
      this.#at--;
      if (this.#at === this.#start) return this.#rightDelim();
    }
    return this.#token("space");
  }

  #identifier(): Token {
    this.#skipAlphaNumeric();
    if (!this.#isAtTerminator()) return this.#badCharacter();
    const word = this.#text.slice(this.#start, this.#at);
    if (isKeyword(word)) return this.#token(word);
    return this.#token(word === "true" || word === "false" ? "bool" : "identifier");
  }

  /** What follows a `.` or a `$`. */
  #fieldOrVariable(type: "field" | "variable"): Token {
    if (this.#isAtTerminator()) return this.#token(type === "field" ? "." : "variable");
    this.#skipAlphaNumeric();
    return this.#isAtTerminator() ? this.#token(type) : this.#badCharacter();
  }

  #quoted(quoteChar: string, type: TokenType, message: string): Token {
    for (;;) {
      let char = this.#text[this.#at++];
      if (char === quoteChar) return this.#token(type);
      if (char === "\\") {
        char = this.#text[this.#at++];
        if (char !== undefined && char !== "\n") continue;
      }
      if (char === undefined || char === "\n") return this.#error(message);
    }
  }

  #rawString(): Token {
    const close = this.#text.indexOf("`", this.#at);
    if (close < 0) return this.#error("unterminated raw quoted string");
    this.#at = close + 1;
    return this.#token("rawString");
  }

  /** A number whose first character has been read. */
  #number(): Token {
    const { end, type } = scanNumber(this.#text, this.#start);
    this.#at = end;
    if (type !== undefined) return this.#token(type);
    return this.#error(`bad number syntax: ${quote(this.#text.slice(this.#start, end))}`);
  }

  #skipAlphaNumeric(): void {
    while (isAlphaNumeric(this.#peek())) this.#advance();
  }

  /** Whether a word may end here: `$x+2` is refused. */
  #isAtTerminator(): boolean {
    const code = this.#peek();
    if (code === EOF || isSpace(code) || ".,|:)(".includes(String.fromCodePoint(code))) return true;
    return this.#text.startsWith(RIGHT, this.#at);
  }

  #badCharacter(): Token {
    return this.#error(`bad character ${showCode(this.#peek())}`);
  }

  /** Length of the right delimiter at a position, its trim marker included; 0 if there is none. */
  #rightDelimAt(at: number): number {
    if (this.#text.startsWith(RIGHT, at)) return 2;
    return this.#isTrimMarker(at + 1, 1) && this.#text.startsWith(RIGHT, at + 2) ? 4 : 0;
  }

  /** Whether there is a `-` at a position with a blank after (-1) or before (1) it. */
  #isTrimMarker(at: number, side: -1 | 1): boolean {
    return this.#text[at] === "-" && isSpace(this.#text.charCodeAt(at - side));
  }

  #peek(): number {
    return this.#text.codePointAt(this.#at) ?? EOF;
  }

  #advance(): number {
    const code = this.#peek();
    if (code !== EOF) this.#at += code > 0xffff ? 2 : 1;
    return code;
  }

  #skipTo(at: number): void {
    this.#at = at;
    this.#start = at;
  }

  #token(type: TokenType, text = this.#text.slice(this.#start, this.#at)): Token {
    this.#countLines();
    const token = { type, at: this.#start, text, line: this.#line };
    this.#start = this.#at;
    return token;
  }

  /** Makes the line that of the current token's start. */
  #countLines(): void {
    for (; this.#lineAt < this.#start; this.#lineAt++) {
      if (this.#text.charCodeAt(this.#lineAt) === 0x0a) this.#line++;
    }
  }

  #error(message: string): Token {
    const token = this.#token("error", message);
    this.#isDone = true;
    return token;
  }
}
