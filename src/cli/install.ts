import { installCommand } from "../helm/flags/release-commands.ts";
import { runReleaseCommand } from "./release-command.ts";

const about = `Shows what helm install would do: the rows of kubectl get pod -w, from the first pod until nothing is left to happen
but what goes on for ever.`;

/** `seatrial install NAME CHART` */
export const run = (args: readonly string[]): Promise<number> =>
  runReleaseCommand({ command: installCommand, about, startsInstalled: false }, args);
