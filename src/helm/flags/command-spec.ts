import type { HelmRules } from "../profiles/helm-rules.ts";
import type { FlagSpec } from "./flag-spec.ts";
import type { FlagValues } from "./flag-values.ts";

/** How many arguments a command takes (cmd/helm/require). */
export type Arity =
  | { readonly kind: "none" }
  | { readonly kind: "exactly" | "at-least"; readonly count: number };

/** One command of Helm: what it is called with. */
export interface CommandSpec {
  /** `install`, `get values` */
  readonly name: string;
  readonly aliases: readonly string[];
  /** what stands behind the name in the usage line: `[NAME] [CHART]` */
  readonly operands: string;
  readonly arity: Arity;
  readonly help: string;
  /** What is wrong with arguments that are as many as they may be: Helm finds out only when it runs the command. */
  mistake?(operands: readonly string[], flags: FlagValues): string | undefined;
  flags(rules: HelmRules): readonly FlagSpec[];
}
