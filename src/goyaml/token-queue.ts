import type { Token } from "./token.ts";

/** Tokens that were found and not yet taken. Each has an index: how many came before it in the stream. */
export class TokenQueue {
  private waiting: Token[] = [];
  private head = 0;
  private taken = 0;

  get first(): Token | undefined {
    return this.waiting[this.head];
  }

  /** The index that the next token gets. */
  get nextIndex(): number {
    return this.taken + this.waiting.length - this.head;
  }

  add(token: Token): void {
    this.waiting.push(token);
  }

  /** Puts a token before the one with an index; if that has been taken already, at the end. */
  insert(token: Token, index: number): void {
    if (index < this.taken) this.waiting.push(token);
    else this.waiting.splice(this.head + index - this.taken, 0, token);
  }

  removeFirst(): void {
    this.head++;
    this.taken++;
    if (this.head < this.waiting.length) return;
    this.waiting = [];
    this.head = 0;
  }
}
