/** Wrong usage of a command, in Helm's words (cobra's and pflag's). */
export class FlagError extends Error {
  override readonly name = "FlagError";
}
