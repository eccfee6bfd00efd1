import { TemplateError } from "../template-error.ts";
import type { Lexer } from "./lexer.ts";
import { showToken, type Token, type TokenType } from "./token.ts";

/**
 * The parser's view of the tokens, with two tokens of lookahead (Go, to which blanks are tokens, has three). Errors name
 * the line of the token that was read last, wherever the parser stands, so the buffer is kept the way Go keeps it.
 */
export class TokenStream {
  private readonly lexer: Lexer;
  private readonly parseName: string;
  private readonly tokens: [Token, Token];
  private ahead = 0;
  /** The `{{` of the action being read, undefined outside actions. */
  action: Token | undefined;

  constructor(lexer: Lexer, parseName: string) {
    this.lexer = lexer;
    this.parseName = parseName;
    const none: Token = { type: "eof", at: 0, text: "", isSpaced: false };
    this.tokens = [none, none];
  }

  next(): Token {
    if (this.ahead === 0) {
      const token = this.lexer.next();
      this.tokens[0] = token;
      return token;
    }
    this.ahead--;
    return this.ahead === 0 ? this.tokens[0] : this.tokens[1];
  }

  peek(): Token {
    const token = this.next();
    this.ahead++;
    return token;
  }

  /** Puts the last token back. */
  backup(): void {
    this.ahead++;
  }

  /** Puts a token back before the last one, which stands at the front already. */
  backupBefore(first: Token): void {
    this.tokens[1] = first;
    this.ahead = 2;
  }

  expect(context: string, type: TokenType, or = type): Token {
    const token = this.next();
    if (token.type !== type && token.type !== or) this.unexpected(token, context);
    return token;
  }

  unexpected(token: Token, context: string): never {
    if (token.type !== "error") this.fail(`unexpected ${showToken(token)} in ${context}`);
    const start = this.action === undefined ? undefined : this.lexer.lineOf(this.action.at);
    if (start === undefined || start === this.lexer.lineOf(token.at)) this.fail(token.text);
    const verb = token.text.endsWith(" action") ? "" : " in action";
    this.fail(`${token.text}${verb} started at ${this.parseName}:${start}`);
  }

  fail(message: string, hint?: string): never {
    const line = this.lexer.lineOf(this.tokens[0].at);
    throw new TemplateError("template-syntax", `template: ${this.parseName}:${line}: ${message}`, {
      file: this.parseName,
      line,
      hint,
    });
  }
}
