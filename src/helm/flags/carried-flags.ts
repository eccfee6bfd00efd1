import type { HelmRules } from "../profiles/helm-rules.ts";
import type { CommandSpec } from "./command-spec.ts";
import type { FlagValues } from "./flag-values.ts";
import { globalFlags } from "./shared-flags.ts";

/** What was given to one command as arguments of another: those flags that it has too, or of them `only` these. */
export function carriedFlags(
  given: FlagValues,
  command: CommandSpec,
  rules: HelmRules,
  only?: readonly string[],
): string[] {
  return [...command.flags(rules), ...globalFlags(rules)].flatMap(({ name, type }) => {
    if (!given.changed(name) || (only !== undefined && !only.includes(name))) return [];
    if (type === "stringToString")
      return [...given.pairs(name)].map(([key, value]) => `--${name}=${key}=${value}`);
    if (type === "strings" || type === "stringArray")
      return given.all(name).map((value) => `--${name}=${value}`);
    return [`--${name}=${given.text(name)}`];
  });
}
