import type { Cursor } from "./cursor.ts";

/** Where a key without `?` may turn out to have started, once its `:` shows up. */
export interface PossibleKey {
  /** How many tokens came before it in the stream. */
  readonly index: number;
  readonly offset: number;
  readonly lineStart: number;
  /** It stands where only a key can stand, so a missing `:` is an error. */
  readonly required: boolean;
  /** False once it has become a key, or can no longer become one. */
  open: boolean;
  /** Whether the token is not to be given out while that is open. */
  held: boolean;
}

/** A flow collection that is open, or what is around all of them. */
interface Level {
  /** The last token in it that may have started a key. */
  last: PossibleKey | undefined;
  /** Its bracket, if that may have started a key. */
  readonly opener: PossibleKey | undefined;
}

/** How far behind the start of a key its `:` may be, on the same line. */
const REACH = 1024;

/** Keeps, for each level of brackets, the last place where a key may have started. */
export class PossibleKeys {
  private readonly levels: Level[] = [{ last: undefined, opener: undefined }];

  constructor(private readonly cursor: Cursor) {}

  /** How many brackets are open. */
  get depth(): number {
    return this.levels.length - 1;
  }

  enter(opener: PossibleKey | undefined): void {
    this.levels.push({ last: undefined, opener });
  }

  leave(): void {
    const left = this.depth > 0 ? this.levels.pop() : undefined;
    // go-yaml forgets then that the bracket was to be held back, though not that it may be a key.
    if (left?.last === undefined && left?.opener !== undefined) left.opener.held = false;
  }

  /** A key may start here. */
  note(index: number, required: boolean): PossibleKey {
    this.drop();
    const { at: offset, lineStart } = this.cursor;
    const key = { index, offset, lineStart, required, open: true, held: true };
    const level = this.levels.at(-1);
    if (level !== undefined) level.last = key;
    return key;
  }

  /** No key may have started on this level. Throws YamlError if one had to. */
  drop(): void {
    const key = this.levels.at(-1)?.last;
    if (key?.open) this.giveUp(key);
  }

  /** The key that a `:` found here belongs to. */
  claim(): PossibleKey | undefined {
    const key = this.levels.at(-1)?.last;
    if (key === undefined || !this.inReach(key)) return undefined;
    key.open = false;
    return key;
  }

  /** Whether a token may yet turn out to be the start of a key, and is not to be given out before that is settled. */
  holdsBack(key: PossibleKey | undefined): boolean {
    return key?.held === true && this.inReach(key);
  }

  /** Whether a `:` found here may belong to a key; if it is too far away, the key is given up. */
  private inReach(key: PossibleKey): boolean {
    const { lineStart, at } = this.cursor;
    if (!key.open) return false;
    if (key.lineStart === lineStart && at - key.offset <= REACH) return true;
    this.giveUp(key);
    return false;
  }

  private giveUp(key: PossibleKey): void {
    if (key.required) throw this.cursor.scanError("could not find expected ':'");
    key.open = false;
  }
}
