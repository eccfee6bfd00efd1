import type { FlagValues } from "../helm/flags/flag-values.ts";
import { didYouMean } from "../util/nearest-word.ts";
import { UsageError } from "./usage-error.ts";

/** The value of a flag that takes one of a few words. @throws UsageError */
export const wordOf = <Word extends string>(flags: FlagValues, name: string, words: readonly Word[]): Word =>
  meaningOf(flags, name, new Map(words.map((word) => [word, word])));

/** What the word that a flag has stands for. @throws UsageError */
export function meaningOf<T>(flags: FlagValues, name: string, meanings: ReadonlyMap<string, T>): T {
  const word = flags.text(name);
  const meaning = meanings.get(word);
  if (meaning === undefined)
    throw new UsageError(
      `--${name} is one of ${[...meanings.keys()].join(", ")}, not "${word}".${didYouMean(word, meanings.keys())}`,
    );
  return meaning;
}
