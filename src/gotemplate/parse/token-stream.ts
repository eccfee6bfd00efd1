import { TemplateError } from "../template-error.ts";
import type { Lexer } from "./lexer.ts";
import { showToken, type Token, type TokenType } from "./token.ts";

/**
 * The parser's view of the tokens, with Go's three tokens of lookahead. Errors name the line of the token that was
 * read last, wherever the parser stands, so the buffer is kept the way Go keeps it.
 */
export class TokenStream {
  readonly #lexer: Lexer;
  readonly #parseName: string;
  readonly #tokens: [Token, Token, Token];
  #ahead = 0;
  /** The `{{` of the action being read, undefined outside actions. */
  action: Token | undefined;

  constructor(lexer: Lexer, parseName: string) {
    this.#lexer = lexer;
    this.#parseName = parseName;
    const none: Token = { type: "eof", at: 0, text: "" };
    this.#tokens = [none, none, none];
  }

  next(): Token {
    if (this.#ahead > 0) this.#ahead--;
    else this.#tokens[0] = this.#lexer.next();
    return this.#tokens[this.#ahead] ?? this.#tokens[0];
  }

  peek(): Token {
    const token = this.next();
    this.#ahead++;
    return token;
  }

  nextNonSpace(): Token {
    for (;;) {
      const token = this.next();
      if (token.type !== "space") return token;
    }
  }

  peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.#ahead++;
    return token;
  }

  /** Puts the last token back. */
  backup(): void {
    this.#ahead++;
  }

  /** Puts tokens back before the last one, which stands at the front already; the first to come is given first. */
  backupBefore(first: Token, second?: Token): void {
    if (second === undefined) this.#tokens[1] = first;
    else {
      this.#tokens[1] = second;
      this.#tokens[2] = first;
    }
    this.#ahead = second === undefined ? 2 : 3;
  }

  expect(context: string, ...types: TokenType[]): Token {
    const token = this.nextNonSpace();
    if (!types.includes(token.type)) this.unexpected(token, context);
    return token;
  }

  unexpected(token: Token, context: string): never {
    if (token.type !== "error") this.fail(`unexpected ${showToken(token)} in ${context}`);
    const start = this.action === undefined ? undefined : this.#lexer.lineOf(this.action.at);
    if (start === undefined || start === this.#lexer.lineOf(token.at)) this.fail(token.text);
    const verb = token.text.endsWith(" action") ? "" : " in action";
    this.fail(`${token.text}${verb} started at ${this.#parseName}:${start}`);
  }

  fail(message: string, hint?: string): never {
    const line = this.#lexer.lineOf(this.#tokens[0].at);
    throw new TemplateError("template-syntax", `template: ${this.#parseName}:${line}: ${message}`, {
      file: this.#parseName,
      line,
      hint,
    });
  }
}
