import { wordPlaces } from "../helm/flags/word-places.ts";
import { SeatrialError } from "../util/errors.ts";
import { type Command, globalFlags } from "./command.ts";
import { commands } from "./commands/commands.ts";
import { KubectlError, usageError } from "./kubectl-error.ts";

/** Every command of kubectl, in the order in which it looks for what was meant. */
const allCommands =
  "create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon drain taint describe logs attach exec port-forward proxy cp auth debug events diff apply patch replace wait kustomize label annotate completion alpha api-resources api-versions config plugin version options".split(
    " ",
  );

/**
 * The command of an argument list (the one with most words that fits), and the places of its words.
 * @throws KubectlError in kubectl's words if there is none, SeatrialError if it cannot be simulated
 */
export function findCommand(args: readonly string[]): { command: Command; words: readonly number[] } {
  const places = wordPlaces(args, globalFlags);
  const words = places.map((place) => args[place] ?? "");
  for (let count = Math.min(3, words.length); count > 0; count--) {
    const path = words.slice(0, count).join(" ");
    const command = commands.find(({ name, aliases = [] }) => name === path || aliases.includes(path));
    if (command !== undefined) return { command, words: places.slice(0, count) };
    const next = words[count];
    if (next !== undefined && commands.some(({ name }) => name.startsWith(`${path} `)))
      throw usageError(path, `unknown command ${JSON.stringify(next)}`);
  }
  const [first] = words;
  if (first !== undefined && !allCommands.includes(first)) throw new KubectlError(unknownCommand(first));
  throw new SeatrialError("kubectl-command", `"kubectl ${args.join(" ")}" cannot be simulated.`, {
    hint: `Steps can run kubectl ${commands.map(({ name }) => name).join(", ")}.`,
  });
}

/** Suggests what is two letters away, or begins so (cobra's SuggestionsFor). */
function unknownCommand(word: string): string {
  const near = allCommands.filter((name) => distance(word, name) <= 2 || name.startsWith(word));
  const advice =
    near.length === 0 ? "" : `\n\nDid you mean this?\n${near.map((name) => `\t${name}`).join("\n")}`;
  return `unknown command ${JSON.stringify(word)} for "kubectl"${advice}`;
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, char] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (char === other ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}
