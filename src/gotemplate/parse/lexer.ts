import type { GoRules } from "../go-rules.ts";
import { isAlphaNumeric, isPrint } from "../text/is-print.ts";
import { quote } from "../text/quote.ts";
import { endOfText, isDigit, isSpace, isTerminator, showCode, startOfText } from "./characters.ts";
import { scanNumber } from "./scan-number.ts";
import { isKeyword, type Token, type TokenType } from "./token.ts";

const LEFT = "{{";
const RIGHT = "}}";
const ASCII_NAME = /[A-Za-z0-9_]*/y;

/**
 * Cuts a template into tokens, on demand (text/template/parse/lex.go). Never throws: a malformed template ends in one
 * token of type `error`, then `eof`.
 */
export class Lexer {
  readonly #text: string;
  readonly #rules: GoRules;
  /** Newlines in comments, by where the comments end; only what is not counted stands here. */
  readonly #uncounted: { readonly end: number; readonly lines: number }[] = [];
  #at = 0;
  #start = 0;
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

  /** Line of a position in what has been cut so far, from 1, as parse errors count. */
  lineOf(at: number): number {
    let line = 1 + countLines(this.#text, 0, at);
    for (const { end, lines } of this.#uncounted) if (end <= at) line -= lines;
    return line;
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
    this.#at = close + 2;
    if (!this.#rules.countsCommentLines) {
      this.#uncounted.push({ end: this.#at, lines: countLines(this.#text, this.#start, this.#at) });
    }
    const delim = this.#rightDelimAt(this.#at);
    if (delim === 0) return this.#error("comment ends before closing delimiter");
    this.#skipTo(this.#at + delim);
    if (delim > 2) this.#skipTo(startOfText(this.#text, this.#at));
    return undefined;
  }

  #rightDelim(length: number): Token {
    if (this.#parens > 0) return this.#error("unclosed left paren");
    this.#skipTo(this.#at + length - 2);
    this.#at += 2;
    const token = this.#token("rightDelim");
    if (length > 2) this.#skipTo(startOfText(this.#text, this.#at));
    this.#isInAction = false;
    return token;
  }

  #insideAction(): Token {
    const delim = this.#rightDelimAt(this.#at);
    if (delim > 0) return this.#rightDelim(delim);
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) return this.#error("unclosed action");
    this.#at += code > 0xffff ? 2 : 1;
    if (isSpace(code)) return this.#spaces();
    if (isAlphaNumeric(code)) return isDigit(code) ? this.#number() : this.#identifier();
    switch (String.fromCodePoint(code)) {
      case ".":
        return this.#at < this.#text.length && !isDigit(this.#text.charCodeAt(this.#at))
          ? this.#fieldOrVariable("field")
          : this.#number();
      case "$":
        return this.#fieldOrVariable("variable");
      case '"':
        return this.#quoted('"', "string", "unterminated quoted string");
      case "'":
        return this.#quoted("'", "charConstant", "unterminated character constant");
      case "`":
        return this.#rawString();
      case "|":
        return this.#token("pipe");
      case "=":
        return this.#token("assign");
      case ":":
        if (this.#text[this.#at++] === "=") return this.#token("declare");
        return this.#error("expected :=");
      case "(":
        this.#parens++;
        return this.#token("leftParen");
      case ")":
        this.#parens--;
        return this.#parens < 0 ? this.#error("unexpected right paren") : this.#token("rightParen");
      case "+":
      case "-":
        return this.#number();
    }
    if (code < 0x80 && isPrint(code)) return this.#token("char");
    return this.#error(`unrecognized character in action: ${showCode(code)}`);
  }

  #spaces(): Token {
    this.#at = startOfText(this.#text, this.#at);
    // The last blank may belong to a closing delimiter with a trim marker.
    if (this.#rightDelimAt(this.#at - 1) > 2) this.#at--;
    return this.#token("space");
  }

  #identifier(): Token {
    this.#skipName();
    if (!isTerminator(this.#text, this.#at)) return this.#badCharacter();
    const word = this.#text.slice(this.#start, this.#at);
    if (isKeyword(word)) return this.#token(word);
    return this.#token(word === "true" || word === "false" ? "bool" : "identifier");
  }

  /** What follows a `.` or a `$`. */
  #fieldOrVariable(type: "field" | "variable"): Token {
    if (isTerminator(this.#text, this.#at)) return this.#token(type === "field" ? "." : "variable");
    this.#skipName();
    return isTerminator(this.#text, this.#at) ? this.#token(type) : this.#badCharacter();
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

  #skipName(): void {
    ASCII_NAME.lastIndex = this.#at;
    ASCII_NAME.test(this.#text);
    this.#at = ASCII_NAME.lastIndex;
    for (;;) {
      const code = this.#text.codePointAt(this.#at);
      if (code === undefined || !isAlphaNumeric(code)) return;
      this.#at += code > 0xffff ? 2 : 1;
    }
  }

  #badCharacter(): Token {
    return this.#error(`bad character ${showCode(this.#text.codePointAt(this.#at) ?? 0)}`);
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

  #skipTo(at: number): void {
    this.#at = at;
    this.#start = at;
  }

  #token(type: TokenType, text = this.#text.slice(this.#start, this.#at)): Token {
    const token = { type, at: this.#start, text };
    this.#start = this.#at;
    return token;
  }

  #error(message: string): Token {
    const token = this.#token("error", message);
    this.#isDone = true;
    return token;
  }
}

function countLines(text: string, start: number, end: number): number {
  return text.slice(start, end).split("\n").length - 1;
}
