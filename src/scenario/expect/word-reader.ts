import { nearestWord } from "../../util/nearest-word.ts";

/** A sentence that says nothing this program understands; the offsets point into the sentence. */
export class SentenceError extends Error {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
    readonly hint = "",
  ) {
    super(message);
  }
}

export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a sentence, read from left to right. */
export class WordReader {
  private readonly words: readonly Word[];
  private at = 0;

  constructor(private readonly sentence: string) {
    this.words = [...sentence.matchAll(/[^\s,]+|,/g)].map(({ 0: text, index }) => ({
      text,
      start: index,
      end: index + text.length,
    }));
  }

  get done(): boolean {
    return this.at >= this.words.length;
  }

  /** The next word, "" at the end. */
  peek(ahead = 0): string {
    return this.words[this.at + ahead]?.text ?? "";
  }

  /** Takes the next words if they are these. */
  accept(...texts: readonly string[]): boolean {
    if (!texts.every((text, i) => this.peek(i) === text)) return false;
    this.at += texts.length;
    return true;
  }

  /** @throws SentenceError at the end of the sentence */
  take(expected: string): Word {
    const word = this.words[this.at];
    if (word === undefined) {
      const end = this.sentence.trimEnd().length;
      throw new SentenceError(`the sentence ends where ${expected} is expected.`, Math.max(0, end - 1), end);
    }
    this.at++;
    return word;
  }

  /** One of a few words. @throws SentenceError that names the nearest */
  oneOf<W extends string>(choices: readonly W[]): W {
    const expected = choices.length === 1 ? `"${choices[0]}"` : `one of ${choices.join(", ")}`;
    const word = this.take(expected);
    const found = choices.find((choice) => choice === word.text);
    if (found === undefined) throw this.unexpected(word, expected, choices);
    return found;
  }

  /** What read gives for the next word. @throws SentenceError if it gives undefined */
  read<T>(expected: string, read: (text: string) => T | undefined): T {
    const word = this.take(expected);
    const value = read(word.text);
    if (value === undefined) throw this.unexpected(word, expected, []);
    return value;
  }

  /** Everything up to the end of the sentence, as it is written. @throws SentenceError if there is nothing */
  rest(expected: string): string {
    const { start } = this.take(expected);
    this.at = this.words.length;
    return this.sentence.slice(start).trimEnd();
  }

  /** @throws SentenceError if there are more words */
  end(choices: readonly string[] = []): void {
    const word = this.words[this.at];
    if (word === undefined) return;
    const expected = choices.length === 0 ? "the end of the sentence" : `the end or ${choices.join(", ")}`;
    throw this.unexpected(word, expected, choices);
  }

  unexpected({ text, start, end }: Word, expected: string, choices: readonly string[]): SentenceError {
    const near = nearestWord(text, choices);
    return new SentenceError(
      `expected ${expected}, found "${text}".`,
      start,
      end,
      near === undefined ? "" : `Did you mean "${near}"?`,
    );
  }
}
