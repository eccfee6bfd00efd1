/** The block collections that are open, by the columns at which they start. */
export class BlockLevels {
  /** Column of the innermost one, -1 outside of any. */
  column = -1;
  private readonly outer: number[] = [];

  get depth(): number {
    return this.outer.length;
  }

  /** Whether a column is further right than the innermost collection; a new one starts there then. */
  enter(column: number): boolean {
    if (this.column >= column) return false;
    this.outer.push(this.column);
    this.column = column;
    return true;
  }

  /** Whether the innermost collection is further right than a column; it ends there then. */
  leave(column: number): boolean {
    if (this.column <= column) return false;
    this.column = this.outer.pop() ?? -1;
    return true;
  }
}
