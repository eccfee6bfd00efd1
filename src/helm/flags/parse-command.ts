import { nearestWord } from "../../util/nearest-word.ts";
import { oncePer } from "../../util/once-per.ts";
import type { HelmRules } from "../profiles/helm-rules.ts";
import type { CommandSpec } from "./command-spec.ts";
import { commands } from "./commands.ts";
import { FlagError } from "./flag-error.ts";
import type { FlagSpec } from "./flag-spec.ts";
import { type ParsedFlags, parseFlags } from "./parse-flags.ts";
import { globalFlags } from "./shared-flags.ts";
import { wordPlaces } from "./word-places.ts";

export interface ParsedCommand extends ParsedFlags {
  readonly command: CommandSpec;
}

/**
 * Finds the command in an argument list (without `helm` itself) and reads its flags.
 * @throws FlagError with the words of Helm's own parser
 */
export function parseCommand(args: readonly string[], rules: HelmRules): ParsedCommand {
  const { command, words } = findCommand(args, globalFlags(rules));
  const parsed = parseFlags(args, flagsOf(rules)(command), words);
  checkArity(command, parsed.operands.length);
  return { command, ...parsed };
}

const flagsOf = oncePer((rules: HelmRules) =>
  oncePer((command: CommandSpec): readonly FlagSpec[] => [...command.flags(rules), ...globalFlags(rules)]),
);

/** The command, and the places of the words that name it. */
function findCommand(
  args: readonly string[],
  globals: readonly FlagSpec[],
): { command: CommandSpec; words: readonly number[] } {
  const [place, next] = wordPlaces(args, globals);
  const word = place === undefined ? undefined : args[place];
  if (place === undefined || word === undefined) throw new FlagError("no command given");
  if (word === "get") {
    const part = next === undefined ? "" : (args[next] ?? "");
    const command = commands.find((each) => each.name === `get ${part}`);
    if (command === undefined || next === undefined)
      throw new FlagError(`unknown command "get ${part}" for "helm"`, { place: next ?? place });
    return { command, words: [place, next] };
  }
  const command = commands.find((each) => each.name === word || each.aliases.includes(word));
  if (command === undefined) throw new FlagError(unknownCommand(word), { place });
  return { command, words: [place] };
}

/** Commands of Helm that touch no cluster. */
const unsimulated: ReadonlySet<string> = new Set([
  ...[
    "completion",
    "create",
    "dependency",
    "dep",
    "dependencies",
    "env",
    "help",
    "lint",
    "package",
    "plugin",
  ],
  ...[
    "pull",
    "fetch",
    "push",
    "registry",
    "repo",
    "search",
    "show",
    "inspect",
    "template",
    "verify",
    "version",
  ],
]);

function unknownCommand(word: string): string {
  if (unsimulated.has(word)) return `helm ${word} cannot be simulated: it leaves clusters alone`;
  const near = nearestWord(
    word,
    commands.map((each) => each.name.split(" ", 1)[0] ?? ""),
  );
  const advice = near === undefined ? "" : `\n\nDid you mean this?\n\t${near}\n`;
  return `unknown command ${JSON.stringify(word)} for "helm"${advice}\nRun 'helm --help' for usage.`;
}

function checkArity(command: CommandSpec, given: number): void {
  const { arity } = command;
  const operands = command.operands === "" ? "" : ` ${command.operands}`;
  const usage = `\n\nUsage:  helm ${command.name}${operands} [flags]`;
  const name = `"helm ${command.name}"`;
  if (arity.kind === "none") {
    if (given > 0) throw new FlagError(`${name} accepts no arguments${usage}`);
    return;
  }
  const words = `${arity.count} argument${arity.count === 1 ? "" : "s"}`;
  if (arity.kind === "exactly" && given !== arity.count)
    throw new FlagError(`${name} requires ${words}${usage}`);
  if (arity.kind === "at-least" && given < arity.count)
    throw new FlagError(`${name} requires at least ${words}${usage}`);
}
