/** The types of pflag that Helm uses, by the word its help prints for them. */
export type FlagType =
  | "bool"
  | "string"
  | "int"
  | "duration"
  /** values separated by commas, repeatable */
  | "strings"
  /** one value for each time the flag is given */
  | "stringArray"
  | "stringToString"
  | "format"
  | "WaitStrategy";

/** One flag of a command. */
export interface FlagSpec {
  readonly name: string;
  readonly shorthand?: string;
  readonly type: FlagType;
  /** as text; "" is false, 0, empty */
  readonly default: string;
  /** what a bare `--name` means, where the flag may stand without a value and is no bool */
  readonly bare?: string;
  /** a deprecated flag still works; using it prints this advice (`use --x instead`) */
  readonly deprecated?: string;
  readonly help: string;
}

type Extra = Partial<Pick<FlagSpec, "shorthand" | "default" | "bare" | "deprecated">>;

/** Shorthand for the tables: `flag("timeout", "duration", "…", { default: "5m0s" })`. */
export const flag = (name: string, type: FlagType, help: string, extra: Extra = {}): FlagSpec => ({
  name,
  type,
  default: type === "bool" ? "false" : type === "int" ? "0" : "",
  help,
  ...extra,
});
