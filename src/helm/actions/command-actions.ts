import type { Process } from "../../sim/wait.ts";
import type { CommandSpec } from "../flags/command-spec.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import type { Session } from "../session.ts";
import { install } from "./install.ts";
import { uninstall } from "./uninstall.ts";

/** What a command does; it prints what it has to say and throws if it fails. */
export type CommandAction = (
  session: Session,
  flags: FlagValues,
  operands: readonly string[],
) => Process<void>;

const actions: Readonly<Record<string, CommandAction>> = {
  install,
  uninstall,
};

export function actionOf(command: CommandSpec): CommandAction {
  const action = actions[command.name];
  if (action === undefined) throw new Error(`helm ${command.name} has flags but no action`);
  return action;
}
