import type { Cursor } from "./cursor.ts";
import { Scanner } from "./scanner.ts";
import type { Token, TokenKind } from "./token.ts";
import type { YamlError } from "./yaml-error.ts";

/** The tokens of a source, one at a time. */
export class TokenReader {
  readonly cursor: Cursor;
  /** Where the last token ended. */
  behind = 0;
  private readonly scanner: Scanner;

  constructor(source: string) {
    this.scanner = new Scanner(source);
    this.cursor = this.scanner.cursor;
  }

  /** The next token, left in place. Throws YamlError. */
  peek(): Token {
    return this.scanner.peek();
  }

  take(): Token {
    const token = this.scanner.peek();
    this.behind = token.end;
    this.scanner.advance();
    return token;
  }

  sees(kinds: ReadonlySet<TokenKind>): boolean {
    return kinds.has(this.scanner.peek().kind);
  }

  /** Takes the next token if it is of a kind. */
  takes(kind: TokenKind): boolean {
    if (this.scanner.peek().kind !== kind) return false;
    this.take();
    return true;
  }

  unexpected(wanted: string): YamlError {
    return this.cursor.parseError(`did not find expected ${wanted}`, this.scanner.peek().start);
  }
}
