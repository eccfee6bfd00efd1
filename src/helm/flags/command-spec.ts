import type { HelmRules } from "../profiles/helm-rules.ts";
import type { FlagSpec } from "./flag-spec.ts";

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
  flags(rules: HelmRules): readonly FlagSpec[];
}
