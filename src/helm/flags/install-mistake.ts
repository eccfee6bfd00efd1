import type { FlagValues } from "./flag-values.ts";

/** What is wrong with the name and chart of an install, in Helm's words (pkg/action/install.go, NameAndChart). */
export function installMistake(operands: readonly string[], flags: FlagValues): string | undefined {
  if (operands.length > 2)
    return `expected at most two arguments, unexpected arguments: ${operands.slice(2).join(", ")}`;
  const generate = flags.bool("generate-name");
  const template = flags.text("name-template") !== "";
  if (operands.length < 2)
    return generate || template ? undefined : "must either provide a name or specify --generate-name";
  if (generate) return "cannot set --generate-name and also specify a name";
  return template ? "cannot set --name-template and also specify a name" : undefined;
}
