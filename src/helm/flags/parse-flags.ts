import { oncePer } from "../../util/once-per.ts";
import { FlagError, type FlagMistake } from "./flag-error.ts";
import type { FlagSpec } from "./flag-spec.ts";
import { FlagValues } from "./flag-values.ts";
import { valueProblem } from "./value-problem.ts";

export interface ParsedFlags {
  readonly flags: FlagValues;
  /** arguments that are no flags */
  readonly operands: readonly string[];
  /** advice about deprecated flags, as Helm prints it on standard error */
  readonly notices: readonly string[];
}

const indexed = oncePer((specs: readonly FlagSpec[]) => ({
  byName: new Map(specs.map((spec) => [spec.name, spec])),
  byShorthand: new Map(
    specs.flatMap((spec) => (spec.shorthand === undefined ? [] : [[spec.shorthand, spec] as const])),
  ),
}));

/**
 * Reads flags the way pflag does: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-gn value`; flags and
 * operands in any order; `--` ends the flags.
 *
 * @param words the places of arguments that are neither, but name the command
 * @throws FlagError with pflag's words
 */
export function parseFlags(
  args: readonly string[],
  specs: readonly FlagSpec[],
  words: readonly number[] = [],
): ParsedFlags {
  const { byName, byShorthand } = indexed(specs);
  const flags = new FlagValues(byName);
  const operands: string[] = [];
  const notices: string[] = [];
  /** A mistake in the argument that was read last. */
  const mistake = (message: string, about: FlagMistake = {}): FlagError =>
    new FlagError(message, { place, known: specs, ...about });
  const set = (spec: FlagSpec, value: string): void => {
    const problem = valueProblem(spec, value);
    if (problem !== undefined) throw mistake(problem, { flag: spec });
    flags.set(spec.name, value);
    if (spec.deprecated !== undefined)
      notices.push(`Flag --${spec.name} has been deprecated, ${spec.deprecated}`);
  };

  let at = 0;
  let place = 0;
  /** The next argument, whose place it keeps; undefined at the end. */
  const next = (): string | undefined => {
    while (words.includes(at)) at++;
    if (at >= args.length) return undefined;
    place = at++;
    return args[place];
  };
  /** The next argument, as the value of the flag that `name` is how it was written. */
  const following = (name: string): string => {
    const value = next();
    if (value === undefined) throw mistake(`flag needs an argument: ${name}`);
    return value;
  };
  const long = (text: string): void => {
    const name = text.split("=", 1)[0] ?? "";
    if (name === "" || name.startsWith("-")) throw mistake(`bad flag syntax: --${text}`);
    const spec = byName.get(name);
    if (spec === undefined) throw mistake(`unknown flag: --${name}`, { unknown: name });
    if (text.length > name.length) set(spec, text.slice(name.length + 1));
    else set(spec, bareValue(spec) ?? following(`--${name}`));
  };
  const cluster = (text: string): void => {
    for (let rest = text; rest !== ""; rest = rest.slice(1)) {
      const letter = rest.charAt(0);
      const spec = byShorthand.get(letter);
      if (spec === undefined) throw mistake(`unknown shorthand flag: '${letter}' in -${rest}`);
      const attached = rest.length > 2 && rest.charAt(1) === "=" ? rest.slice(2) : undefined;
      const bare = bareValue(spec);
      if (attached === undefined && bare !== undefined) {
        set(spec, bare);
        continue;
      }
      set(spec, attached ?? (rest.length > 1 ? rest.slice(1) : following(`'${letter}' in -${rest}`)));
      return;
    }
  };

  let ended = false;
  for (let arg = next(); arg !== undefined; arg = next()) {
    if (ended) operands.push(arg);
    else if (arg === "--") ended = true;
    else if (arg.startsWith("--")) long(arg.slice(2));
    else if (arg.startsWith("-") && arg !== "-") cluster(arg.slice(1));
    else operands.push(arg);
  }
  return { flags, operands, notices };
}

const bareValue = (spec: FlagSpec): string | undefined =>
  spec.bare ?? (spec.type === "bool" ? "true" : undefined);
