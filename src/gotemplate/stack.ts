/**
 * A stack, also of lists in the making, one within another. A plain list will not do where memory counts: V8 gives one
 * that grows from nothing room for 17 items, for good, and takes all of it back when the last item is popped.
 */
export class Stack<T> {
  readonly #items: T[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get top(): T | undefined {
    return this.#items[this.#size - 1];
  }

  push(item: T): void {
    this.#items[this.#size++] = item;
  }

  pop(): T | undefined {
    return this.#size === 0 ? undefined : this.#items[--this.#size];
  }

  /** Removes all items but the first so many; gives them as a list with room for no more. */
  take(from: number): T[] {
    const items = this.#items.slice(from, this.#size);
    this.#size = from;
    return items;
  }
}
