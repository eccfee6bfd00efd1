import { meantFlag, takenValue } from "../helm/flags/flag-advice.ts";
import { FlagError } from "../helm/flags/flag-error.ts";
import type { FlagSpec } from "../helm/flags/flag-spec.ts";
import { type ParsedFlags, parseFlags } from "../helm/flags/parse-flags.ts";
import { UsageError } from "./usage-error.ts";

/** Reads flags as Helm does, and tells mistakes as this program does. @throws UsageError */
export const readFlags = (args: readonly string[], specs: readonly FlagSpec[]): ParsedFlags =>
  usage(() => parseFlags(args, specs), specs);

/** Turns a FlagError into a UsageError with the nearest flag, or with what the flag takes. */
export function usage<T>(read: () => T, specs: readonly FlagSpec[]): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    const { message, about } = error;
    const near = meantFlag(about, specs);
    throw new UsageError(near === undefined ? message : `${message}. ${near}`, takenValue(about));
  }
}
