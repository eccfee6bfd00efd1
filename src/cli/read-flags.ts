import { FlagError } from "../helm/flags/flag-error.ts";
import type { FlagSpec, FlagType } from "../helm/flags/flag-spec.ts";
import { type ParsedFlags, parseFlags } from "../helm/flags/parse-flags.ts";
import { didYouMean } from "../util/nearest-word.ts";
import { UsageError } from "./usage-error.ts";

/** Reads flags as Helm does, and tells mistakes as this program does. @throws UsageError */
export function readFlags(args: readonly string[], specs: readonly FlagSpec[]): ParsedFlags {
  return usage(() => parseFlags(args, specs), specs);
}

/** Turns a FlagError into a UsageError with the nearest flag, or with what the flag takes. */
export function usage<T>(read: () => T, specs: readonly FlagSpec[]): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    const unknown = /^unknown flag: --(.*)$/.exec(error.message)?.[1];
    const near =
      unknown === undefined
        ? ""
        : didYouMean(
            unknown,
            specs.map((spec) => spec.name),
          );
    throw new UsageError(
      error.message + near.replace(/"(.*)"/, "--$1").replace(/^ /, ". "),
      takenBy(/^invalid argument .* for "(?:-\w, )?--([\w-]+)" flag/s.exec(error.message)?.[1], specs),
    );
  }
}

/** What kind of value a flag takes, where pflag's words say so to programmers alone. */
function takenBy(name: string | undefined, specs: readonly FlagSpec[]): string | undefined {
  const taken = values.get(specs.find((spec) => spec.name === name)?.type);
  return taken === undefined ? undefined : `--${name} takes ${taken}.`;
}

const values: ReadonlyMap<FlagType | undefined, string> = new Map<FlagType, string>([
  ["bool", "true or false, and means true without a value"],
  ["int", "a whole number"],
  ["duration", "a time such as 90s, 5m or 1h30m"],
]);
