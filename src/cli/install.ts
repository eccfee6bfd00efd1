import { installCommand } from "../helm/flags/release-commands.ts";
import { type ReleaseCommand, releaseHelp, runReleaseCommand } from "./release-command.ts";

const about = `Shows what helm install would do: the rows of kubectl get pod -w, from the first pod until nothing is left to happen
but what goes on for ever.`;

/** `seatrial install NAME CHART` */
export const release: ReleaseCommand = { command: installCommand, about, startsInstalled: false };

export const help = (): string => releaseHelp(release);

export const run = (args: readonly string[]): Promise<number> => runReleaseCommand(release, args);
