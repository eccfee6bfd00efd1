import type { JsonObject } from "./json.ts";

/** Findings, and how well a value did: of several alternatives that fail, the best one's findings are told. */
export class Result {
  readonly errors: string[] = [];
  score = 0;

  add(path: readonly string[], text: string): void {
    this.errors.push(`${field(path)}: ${text}`);
    this.score -= 2;
  }

  merge(other: Result): void {
    this.errors.push(...other.errors);
    this.score += other.score;
  }

  get isValid(): boolean {
    return this.errors.length === 0;
  }
}

/** How a place in the values is called. */
export const field = (path: readonly string[]): string => (path.length === 0 ? "(root)" : path.join("."));

/** A schema, what its references are relative to, and where the value is that it is about. */
export interface Position {
  readonly schema: JsonObject;
  readonly base: string;
  readonly path: readonly string[];
}
