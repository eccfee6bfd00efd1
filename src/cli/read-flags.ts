import { FlagError } from "../helm/flags/flag-error.ts";
import type { FlagSpec } from "../helm/flags/flag-spec.ts";
import { type ParsedFlags, parseFlags } from "../helm/flags/parse-flags.ts";
import { didYouMean } from "../util/nearest-word.ts";
import { UsageError } from "./usage-error.ts";

/** Reads flags as Helm does, and tells mistakes as this program does. @throws UsageError */
export function readFlags(args: readonly string[], specs: readonly FlagSpec[]): ParsedFlags {
  return usage(() => parseFlags(args, specs), specs);
}

/** Turns a FlagError into a UsageError with the nearest flag. */
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
    throw new UsageError(error.message + near.replace(/"(.*)"/, "--$1").replace(/^ /, ". "));
  }
}
