import { flag } from "../helm/flags/flag-spec.ts";
import { commandHelps } from "./command-help.ts";
import type { CommandEntry } from "./commands.ts";
import { completionScript, isShell, shells } from "./completion-script.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { manPage } from "./man-page.ts";
import { readFlags } from "./read-flags.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

const flags = [flag("help", "bool", "print this", { shorthand: "h" })];

export const help =
  (): string => `Prints a script that makes a shell complete the commands and flags of seatrial, or the manual page.

  bash         source <(seatrial completion bash)
  zsh          source <(seatrial completion zsh)
  fish         seatrial completion fish | source
  powershell   seatrial completion powershell | Out-String | Invoke-Expression
  man          seatrial completion man > seatrial.1; man ./seatrial.1

Put the line for your shell into its start file to have it everywhere.

Usage: seatrial completion ${shells.join("|")}|man

Flags:
${flagHelp(flags)}

Exit codes: 0 printed, 2 wrong usage.
`;

export async function run(args: readonly string[], commands: readonly CommandEntry[]): Promise<number> {
  const { flags: values, operands } = readFlags(args, flags);
  if (values.bool("help")) {
    print(help());
    return exitCode.ok;
  }
  const [what, ...more] = operands;
  if (what === undefined || more.length > 0)
    throw new UsageError(`seatrial completion needs one of ${shells.join(", ")}, man.`);
  const helps = await commandHelps(commands);
  if (what === "man") print(manPage(helps, version));
  else if (isShell(what)) print(completionScript(what, helps));
  else
    throw new UsageError(`There is no completion for "${what}".`, `It is one of ${shells.join(", ")}, man.`);
  return exitCode.ok;
}
