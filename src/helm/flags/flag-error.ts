import type { FlagSpec } from "./flag-spec.ts";

/** What a mistake in an argument list is about, as far as that is known. */
export interface FlagMistake {
  /** which of the arguments, from 0; none where it is their number that is wrong */
  readonly place?: number;
  /** a flag that there is not, without its dashes */
  readonly unknown?: string;
  /** a flag that does not take the value it was given */
  readonly flag?: FlagSpec;
  /** the flags that there are */
  readonly known?: readonly FlagSpec[];
}

/** Wrong usage of a command, in Helm's words (cobra's and pflag's). */
export class FlagError extends Error {
  override readonly name = "FlagError";

  constructor(
    message: string,
    readonly about: FlagMistake = {},
  ) {
    super(message);
  }
}
