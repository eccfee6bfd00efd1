/** A piece of a shell word. Quotes are gone; `quoted` text is never split or matched as a glob or keyword. */
export type WordPart =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  /** `$NAME`, `${NAME}`, `${NAME:-fallback}` */
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly fallback: string | undefined;
      readonly quoted: boolean;
    }
  /** `$((expression))` */
  | { readonly kind: "arithmetic"; readonly text: string }
  /** `$(command)` or `` `command` `` */
  | { readonly kind: "substitution"; readonly text: string; readonly quoted: boolean };

export type Word = readonly WordPart[];

/** The text of a word that holds no variable and no substitution; undefined for any other. */
export function literal(word: Word): string | undefined {
  let text = "";
  for (const part of word) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}

/** The text of a word that was written without quotes: only such a word can be a keyword. */
export const bare = (word: Word): string | undefined =>
  word.every((part) => part.kind === "text" && !part.quoted) ? literal(word) : undefined;
