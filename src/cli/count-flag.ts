import type { FlagValues } from "../helm/flags/flag-values.ts";
import { UsageError } from "./usage-error.ts";

/** A number of things, of which there must be one at least. @throws UsageError */
export function countFlag(flags: FlagValues, name: string): number {
  const count = flags.int(name);
  if (count < 1) throw new UsageError(`--${name} is a number from 1 on, not ${count}.`);
  return count;
}
