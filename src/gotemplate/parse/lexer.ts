import type { GoRules } from "../go-rules.ts";
import { isAlphaNumeric, isPrint } from "../text/is-print.ts";
import { quote } from "../text/quote.ts";
import { endOfText, isDigit, isSpace, isTerminator, showCode, startOfText } from "./characters.ts";
import { scanNumber } from "./scan-number.ts";
import { isKeyword, type Token, type TokenType } from "./token.ts";

const LEFT = "{{";
const RIGHT = "}}";
const MINUS = 0x2d;

/** What may follow a word. */
const END = String.raw`(?=[ \t\r\n.,|:()]|\}\}|$)`;
// Nearly all words of real templates are of these forms. What is not is read character by character.
const WORD = new RegExp(`[A-Za-z_][A-Za-z0-9_]*${END}`, "y");
const FIELDS = new RegExp(String.raw`(?:\.[A-Za-z_][A-Za-z0-9_]*${END})+`, "y");
const VARIABLE = new RegExp(String.raw`\$[A-Za-z0-9_]*${END}`, "y");
const STRING = /"[^"\\\n]*"/y;

/**
 * Cuts a template into tokens, on demand (text/template/parse/lex.go); blanks are none, but each token knows whether
 * some come before it. Never throws: a malformed template ends in one token of type `error`, then `eof`.
 */
export class Lexer {
  private readonly text: string;
  private readonly rules: GoRules;
  /** Newlines in comments, by where the comments end; only what is not counted stands here. */
  private readonly uncounted: { readonly end: number; readonly lines: number }[] = [];
  private at = 0;
  private start = 0;
  private isInAction = false;
  private isSpaced = false;
  private parens = 0;
  private isDone = false;

  constructor(text: string, rules: GoRules) {
    this.text = text;
    this.rules = rules;
  }

  next(): Token {
    if (this.isInAction) return this.insideAction();
    return this.isDone ? this.sign("eof", "") : this.plainText();
  }

  /** Line of a position in what has been cut so far, from 1, as parse errors count. */
  lineOf(at: number): number {
    let line = 1 + countLines(this.text, 0, at);
    for (const { end, lines } of this.uncounted) if (end <= at) line -= lines;
    return line;
  }

  private plainText(): Token {
    const { text } = this;
    for (;;) {
      const left = text.indexOf(LEFT, this.at);
      if (left < 0) {
        this.at = text.length;
        if (this.at > this.start) return this.token("text");
        this.isDone = true;
        return this.sign("eof", "");
      }
      const trims = text.charCodeAt(left + 2) === MINUS && isSpace(text.charCodeAt(left + 3));
      const textEnd = trims ? endOfText(text, this.start, left) : left;
      if (textEnd > this.start) {
        this.at = textEnd;
        const token = this.token("text");
        this.skipTo(left);
        return token;
      }
      this.skipTo(left);
      const token = this.leftDelim(trims);
      if (token !== undefined) return token;
    }
  }

  /** `{{`, or a whole comment, which yields nothing. */
  private leftDelim(trims: boolean): Token | undefined {
    const bodyAt = this.at + (trims ? 4 : 2);
    if (this.text.startsWith("/*", bodyAt)) {
      this.skipTo(bodyAt);
      return this.comment();
    }
    this.at = bodyAt;
    this.isInAction = true;
    this.parens = 0;
    return this.sign("leftDelim", LEFT);
  }

  private comment(): Token | undefined {
    const close = this.text.indexOf("*/", this.at + 2);
    if (close < 0) return this.error("unclosed comment");
    this.at = close + 2;
    if (!this.rules.countsCommentLines) {
      this.uncounted.push({ end: this.at, lines: countLines(this.text, this.start, this.at) });
    }
    const trims = isSpace(this.text.charCodeAt(this.at)) && this.text.charCodeAt(this.at + 1) === MINUS;
    if (!this.text.startsWith(RIGHT, trims ? this.at + 2 : this.at))
      return this.error("comment ends before closing delimiter");
    this.skipTo(trims ? startOfText(this.text, this.at + 4) : this.at + 2);
    return undefined;
  }

  private insideAction(): Token {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    this.isSpaced = isSpace(code);
    if (this.isSpaced) {
      this.skipTo(startOfText(text, this.at));
      code = text.charCodeAt(this.at);
      if (code === MINUS && text.startsWith(RIGHT, this.at + 1)) return this.rightDelim(true);
    }
    switch (code) {
      case 0x7d: // }
        if (text.charCodeAt(this.at + 1) === code) return this.rightDelim(false);
        break;
      case 0x2e: // .
        if (this.skip(FIELDS)) return this.token("field");
        this.at++;
        return this.at < text.length && !isDigit(text.charCodeAt(this.at))
          ? this.fieldOrVariable("field")
          : this.number();
      case 0x24: // $
        if (this.skip(VARIABLE)) return this.token("variable");
        this.at++;
        return this.fieldOrVariable("variable");
      case 0x22: // "
        if (this.skip(STRING)) return this.token("string");
        this.at++;
        return this.quoted(code, "string", "unterminated quoted string");
      case 0x27: // '
        this.at++;
        return this.quoted(code, "charConstant", "unterminated character constant");
      case 0x60: // `
        return this.rawString();
      case 0x7c: // |
        this.at++;
        return this.sign("pipe", "|");
      case 0x3d: // =
        this.at++;
        return this.sign("assign", "=");
      case 0x3a: // :
        this.at += 2;
        return text.charCodeAt(this.at - 1) === 0x3d ? this.sign("declare", ":=") : this.error("expected :=");
      case 0x28: // (
        this.at++;
        this.parens++;
        return this.sign("leftParen", "(");
      case 0x29: // )
        this.at++;
        this.parens--;
        return this.parens < 0 ? this.error("unexpected right paren") : this.sign("rightParen", ")");
      case 0x2b: // +
      case MINUS:
        return this.number();
    }
    return this.wordOrNumber();
  }

  private wordOrNumber(): Token {
    if (this.skip(WORD)) return this.word();
    const code = this.text.codePointAt(this.at);
    if (code === undefined) return this.error("unclosed action");
    if (isDigit(code)) return this.number();
    this.at += code > 0xffff ? 2 : 1;
    if (isAlphaNumeric(code)) {
      this.skipName();
      return isTerminator(this.text, this.at) ? this.word() : this.badCharacter();
    }
    if (code < 0x80 && isPrint(code)) return this.token("char");
    return this.error(`unrecognized character in action: ${showCode(code)}`);
  }

  private word(): Token {
    const word = this.text.slice(this.start, this.at);
    if (isKeyword(word)) return this.sign(word, word);
    return this.sign(word === "true" || word === "false" ? "bool" : "identifier", word);
  }

  private rightDelim(trims: boolean): Token {
    if (this.parens > 0) return this.error("unclosed left paren");
    if (trims) this.skipTo(this.at + 1);
    this.at += 2;
    const token = this.sign("rightDelim", RIGHT);
    if (trims) this.skipTo(startOfText(this.text, this.at));
    this.isInAction = false;
    return token;
  }

  /** What follows a `.` or a `$`. */
  private fieldOrVariable(type: "field" | "variable"): Token {
    if (isTerminator(this.text, this.at)) return this.token(type === "field" ? "." : "variable");
    this.skipName();
    return isTerminator(this.text, this.at) ? this.token(type) : this.badCharacter();
  }

  private quoted(quote: number, type: TokenType, message: string): Token {
    const { text } = this;
    for (;;) {
      let code = text.charCodeAt(this.at++);
      if (code === quote) return this.token(type);
      if (code === 0x5c) {
        code = text.charCodeAt(this.at++);
        if (this.at <= text.length && code !== 0x0a) continue;
      }
      if (this.at > text.length || code === 0x0a) return this.error(message);
    }
  }

  private rawString(): Token {
    const close = this.text.indexOf("`", this.at + 1);
    this.at = close < 0 ? this.at + 1 : close + 1;
    return close < 0 ? this.error("unterminated raw quoted string") : this.token("rawString");
  }

  private number(): Token {
    const { end, type } = scanNumber(this.text, this.start);
    this.at = end;
    if (type !== undefined) return this.token(type);
    return this.error(`bad number syntax: ${quote(this.text.slice(this.start, end))}`);
  }

  /** Steps over what a pattern matches here; whether it does. */
  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private skipName(): void {
    for (;;) {
      const code = this.text.codePointAt(this.at);
      if (code === undefined || !isAlphaNumeric(code)) return;
      this.at += code > 0xffff ? 2 : 1;
    }
  }

  private badCharacter(): Token {
    return this.error(`bad character ${showCode(this.text.codePointAt(this.at) ?? 0)}`);
  }

  private skipTo(at: number): void {
    this.at = at;
    this.start = at;
  }

  private token(type: TokenType): Token {
    return this.sign(type, this.text.slice(this.start, this.at));
  }

  /** As token, where the text is known. */
  private sign(type: TokenType, text: string): Token {
    const token = { type, at: this.start, text, isSpaced: this.isSpaced };
    this.start = this.at;
    return token;
  }

  private error(message: string): Token {
    const token = this.sign("error", message);
    this.isInAction = false;
    this.isDone = true;
    return token;
  }
}

function countLines(text: string, start: number, end: number): number {
  return text.slice(start, end).split("\n").length - 1;
}
