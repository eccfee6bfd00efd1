import { uninstallCommand } from "../helm/flags/release-commands.ts";
import { type ReleaseCommand, releaseHelp, runReleaseCommand } from "./release-command.ts";

const about = `Shows what helm uninstall would do to a release: the rows of kubectl get pod -w, from the pods that are there when the
command is given until nothing is left to happen but what goes on for ever.

The release comes from an install of --from CHART, of which nothing is shown: time zero is when the cluster has come to
rest after it. --from-ref takes the chart as a git ref has it, --from-values, --from-set and so on are its values.`;

/** `seatrial uninstall NAME…` */
export const release: ReleaseCommand = { command: uninstallCommand, about, startsInstalled: true };

export const help = (): string => releaseHelp(release);

export const run = (args: readonly string[]): Promise<number> => runReleaseCommand(release, args);
