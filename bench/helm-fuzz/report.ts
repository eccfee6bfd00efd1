/** Counts what was compared, and keeps what differs. */
export class Report {
  #compared = 0;
  #different = 0;

  constructor(private readonly tell: (line: string) => void) {}

  add(what: string, version: string, difference: string | undefined): void {
    this.#compared++;
    if (difference === undefined) return;
    this.#different++;
    this.tell(`${version} ${what}\n  ${difference}`);
  }

  get summary(): string {
    return `${this.#compared} compared, ${this.#different} differ`;
  }

  get different(): number {
    return this.#different;
  }
}
