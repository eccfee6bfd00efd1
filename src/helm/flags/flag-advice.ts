import { nearestWord } from "../../util/nearest-word.ts";
import type { FlagMistake } from "./flag-error.ts";
import type { FlagSpec, FlagType } from "./flag-spec.ts";

/** The flag that was most likely meant (`Did you mean --wait?`), of those that there are and of `others`. */
export function meantFlag(
  { unknown, known = [] }: FlagMistake,
  others: readonly FlagSpec[] = [],
): string | undefined {
  if (unknown === undefined) return undefined;
  const near = nearestWord(
    unknown,
    [...others, ...known].map(({ name }) => name),
  );
  return near === undefined ? undefined : `Did you mean --${near}?`;
}

/** What kind of value a flag takes, where pflag's words say so to programmers alone. */
export function takenValue({ flag }: FlagMistake): string | undefined {
  const taken = values.get(flag?.type);
  return taken === undefined ? undefined : `--${flag?.name} takes ${taken}.`;
}

const values: ReadonlyMap<FlagType | undefined, string> = new Map<FlagType, string>([
  ["bool", "true or false, and means true without a value"],
  ["int", "a whole number"],
  ["duration", "a time such as 90s, 5m or 1h30m"],
]);
