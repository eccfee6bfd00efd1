import { keyHelp } from "../model/keys.ts";
import { typed } from "./plain-commands.ts";

/** Prompts are whole lines here. */
const isOtherwise: ReadonlySet<string> = new Set(["zoom", "scale", "suspend", "prompt"]);

/** What is of use to whoever sees no screen, with keys as they are typed in a line. */
export const plainHelp: readonly string[] = [
  "An empty line goes to the next row of the watch. Several keys in a line are pressed one after the other.",
  "t 1m30s goes to a time; /web shows only what has web in it, and / all again.",
  ...keyHelp.flatMap(({ text, bindings }) => {
    const keys = bindings
      .filter(({ command }) => !isOtherwise.has(command.type))
      .flatMap((each) => each.keys);
    const words = keys.flatMap((key) => typed(key) ?? []);
    return words.length === 0 ? [] : [`${words.join(" ")}: ${text}`];
  }),
];
