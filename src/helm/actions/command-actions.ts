import type { Process } from "../../sim/wait.ts";
import type { CommandSpec } from "../flags/command-spec.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import type { Session } from "../session.ts";
import { everyPart, get, hooksPart, manifestPart, metadataPart, notesPart, valuesPart } from "./get.ts";
import { history } from "./history.ts";
import { install } from "./install.ts";
import { list } from "./list.ts";
import { rollback } from "./rollback.ts";
import { status } from "./status.ts";
import { test } from "./test.ts";
import { uninstall } from "./uninstall.ts";
import { upgrade } from "./upgrade.ts";

/** What a command does; it prints what it has to say and throws if it fails. */
export type CommandAction = (
  session: Session,
  flags: FlagValues,
  operands: readonly string[],
) => Process<void>;

const actions: Readonly<Record<string, CommandAction>> = {
  install,
  upgrade,
  rollback,
  uninstall,
  test,
  status,
  history,
  list,
  "get all": get(everyPart),
  "get hooks": get(hooksPart),
  "get manifest": get(manifestPart),
  "get metadata": get(metadataPart),
  "get notes": get(notesPart),
  "get values": get(valuesPart),
};

export function actionOf(command: CommandSpec): CommandAction {
  const action = actions[command.name];
  if (action === undefined) throw new Error(`helm ${command.name} has flags but no action`);
  return action;
}
