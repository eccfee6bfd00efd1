/** Pieces that are joined at once: cheaper in memory than a string that grows by each. */
const BATCH = 1024;

/** A text in the making, in time linear to its length. */
export class Output {
  readonly #done: string[] = [];
  #pieces: string[] = [];

  write(text: string): void {
    this.#pieces.push(text);
    if (this.#pieces.length < BATCH) return;
    this.#done.push(this.#pieces.join(""));
    this.#pieces = [];
  }

  text(): string {
    return this.#done.join("") + this.#pieces.join("");
  }
}
