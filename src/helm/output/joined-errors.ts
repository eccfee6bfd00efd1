import type { HelmRules } from "../profiles/helm-rules.ts";

/** The errors of several calls as the one text that this Helm makes of them; undefined if there are none. */
export function joinErrors(
  errors: readonly string[],
  rules: Pick<HelmRules, "joinedErrors">,
): string | undefined {
  if (errors.length === 0) return undefined;
  if (rules.joinedErrors === "first") return errors[0];
  return rules.joinedErrors === "lines" ? errors.join("\n") : multierror(errors);
}

/** hashicorp/go-multierror's list. */
const multierror = (errors: readonly string[]): string =>
  `${errors.length} error${errors.length === 1 ? "" : "s"} occurred:\n\t${errors.map((each) => `* ${each}`).join("\n\t")}\n\n`;
