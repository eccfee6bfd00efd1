import type { CommandSpec } from "./command-spec.ts";
import { getCommands, historyCommand, listCommand, statusCommand } from "./query-commands.ts";
import {
  installCommand,
  rollbackCommand,
  testCommand,
  uninstallCommand,
  upgradeCommand,
} from "./release-commands.ts";

/** Every command that can be simulated. */
export const commands: readonly CommandSpec[] = [
  installCommand,
  upgradeCommand,
  rollbackCommand,
  uninstallCommand,
  testCommand,
  statusCommand,
  historyCommand,
  listCommand,
  ...getCommands,
];
