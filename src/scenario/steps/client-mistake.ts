import { meantFlag, takenValue } from "../../helm/flags/flag-advice.ts";
import { FlagError } from "../../helm/flags/flag-error.ts";
import { parseCommand } from "../../helm/flags/parse-command.ts";
import { parseFlags } from "../../helm/flags/parse-flags.ts";
import { helmRules } from "../../helm/profiles/helm-rules.ts";
import { versions } from "../../helm/profiles/rule-table.ts";
import { globalFlags } from "../../kubectl/command.ts";
import { findCommand } from "../../kubectl/find-command.ts";
import { KubectlError } from "../../kubectl/kubectl-error.ts";
import { SeatrialError } from "../../util/errors.ts";

/** Why a client would not even begin with its arguments. */
export interface ClientMistake {
  readonly message: string;
  readonly hint: string;
  /** which of the arguments it is, from 0; undefined: not one of them */
  readonly place: number | undefined;
}

/** Arguments that no version of Helm takes. What only some of them take is for the run to tell. */
export function helmMistake(args: readonly string[]): ClientMistake | undefined {
  let mistake: ClientMistake | undefined;
  for (const version of [undefined, ...versions()]) {
    const next = mistakeIn(() => parseCommand(args, helmRules(version)));
    if (next === undefined) return undefined;
    if (mistake === undefined || (mistake.hint === "" && next.hint !== "")) mistake = next;
  }
  return mistake;
}

/** Arguments that kubectl does not take, or whose command cannot be simulated. */
export const kubectlMistake = (args: readonly string[]): ClientMistake | undefined =>
  mistakeIn(() => {
    const { command, words } = findCommand(args);
    parseFlags(args, [...command.flags, ...globalFlags], words);
  });

function mistakeIn(parse: () => void): ClientMistake | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof SeatrialError)
      return { message: error.message, hint: error.hint ?? "", place: undefined };
    if (!(error instanceof FlagError || error instanceof KubectlError)) throw error;
    // below the first paragraph, clients tell how the command is used
    const [message = "", usage = ""] = error.message.split("\n\n");
    if (error instanceof KubectlError) return { message: `${message}.`, hint: "", place: undefined };
    const { about } = error;
    return {
      message: `${message}.`,
      hint: meantFlag(about) ?? takenValue(about) ?? usage,
      place: about.place,
    };
  }
}
