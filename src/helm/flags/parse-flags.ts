import { checkValue } from "./check-value.ts";
import { FlagError } from "./flag-error.ts";
import type { FlagSpec } from "./flag-spec.ts";
import { FlagValues } from "./flag-values.ts";

export interface ParsedFlags {
  readonly flags: FlagValues;
  /** arguments that are no flags */
  readonly operands: readonly string[];
  /** advice about deprecated flags, as Helm prints it on standard error */
  readonly notices: readonly string[];
}

/**
 * Reads flags the way pflag does: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-gn value`; flags and
 * operands in any order; `--` ends the flags.
 * @throws FlagError with pflag's words
 */
export function parseFlags(args: readonly string[], specs: readonly FlagSpec[]): ParsedFlags {
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const byShorthand = new Map<string, FlagSpec>();
  for (const spec of specs) if (spec.shorthand !== undefined) byShorthand.set(spec.shorthand, spec);
  const flags = new FlagValues(byName);
  const operands: string[] = [];
  const notices: string[] = [];
  const set = (spec: FlagSpec, value: string): void => {
    checkValue(spec, value);
    flags.set(spec.name, value);
    if (spec.deprecated !== undefined)
      notices.push(`Flag --${spec.name} has been deprecated, ${spec.deprecated}`);
  };

  let at = 0;
  /** The next argument, as the value of the flag that `name` is how it was written. */
  const following = (name: string): string => {
    if (at >= args.length) throw new FlagError(`flag needs an argument: ${name}`);
    return args[at++] ?? "";
  };
  const long = (text: string): void => {
    const name = text.split("=", 1)[0] ?? "";
    if (name === "" || name.startsWith("-")) throw new FlagError(`bad flag syntax: --${text}`);
    const spec = byName.get(name);
    if (spec === undefined) throw new FlagError(`unknown flag: --${name}`);
    if (text.length > name.length) set(spec, text.slice(name.length + 1));
    else set(spec, bareValue(spec) ?? following(`--${name}`));
  };
  const cluster = (text: string): void => {
    for (let rest = text; rest !== ""; rest = rest.slice(1)) {
      const letter = rest.charAt(0);
      const spec = byShorthand.get(letter);
      if (spec === undefined) throw new FlagError(`unknown shorthand flag: '${letter}' in -${rest}`);
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

  while (at < args.length) {
    const arg = args[at++] ?? "";
    if (arg === "--") {
      operands.push(...args.slice(at));
      break;
    }
    if (arg.startsWith("--")) long(arg.slice(2));
    else if (arg.startsWith("-") && arg !== "-") cluster(arg.slice(1));
    else operands.push(arg);
  }
  return { flags, operands, notices };
}

const bareValue = (spec: FlagSpec): string | undefined =>
  spec.bare ?? (spec.type === "bool" ? "true" : undefined);
