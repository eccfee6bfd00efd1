import type { CommandEntry } from "./commands.ts";

/** What is to be known of a command to complete it, or to write a page about it. */
export interface CommandHelp {
  readonly name: string;
  readonly summary: string;
  /** what `--help` prints */
  readonly text: string;
  /** every flag once, in the order of the text */
  readonly flags: readonly FlagHelp[];
}

export interface FlagHelp {
  readonly name: string;
  readonly shorthand: string | undefined;
  /** the type of its value; undefined where it takes none */
  readonly value: string | undefined;
  readonly help: string;
}

/** The help of every command, in the order of the list. */
export const commandHelps = (commands: readonly CommandEntry[]): Promise<CommandHelp[]> =>
  Promise.all(
    commands.map(async ({ name, summary, load }) => {
      const text = (await load()).help();
      return { name, summary, text, flags: flagsIn(text) };
    }),
  );

/** The flags that a help text lists (see flagHelp). */
function flagsIn(text: string): FlagHelp[] {
  const lines = text.matchAll(/^ {2}(?:-(\w), | {4})--([\w-]+)(?: (\S+))? {3,}(.*)$/gm);
  const found = new Map<string, FlagHelp>();
  for (const [, shorthand, name = "", value, help = ""] of lines)
    if (!found.has(name)) found.set(name, { name, shorthand, value, help });
  return [...found.values()];
}
