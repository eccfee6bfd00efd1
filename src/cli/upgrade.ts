import { upgradeCommand } from "../helm/flags/release-commands.ts";
import { type ReleaseCommand, releaseHelp, runReleaseCommand } from "./release-command.ts";

const about = `Shows what helm upgrade would do to a release: the rows of kubectl get pod -w, from the pods that are there when the
command is given until nothing is left to happen but what goes on for ever.

The release comes from an install before, of which nothing is shown: time zero is when the cluster has come to rest
after it. It installs --from CHART, or the same chart; with --from-ref as that ref has it. Its values are those of
--from-values, --from-set and so on, and where none is given the files of --values alone: what the command sets one by
one is taken for the change. (An upgrade without any values keeps those of before, as Helm does.)`;

/** `seatrial upgrade NAME CHART` */
export const release: ReleaseCommand = { command: upgradeCommand, about, startsInstalled: true };

export const help = (): string => releaseHelp(release);

export const run = (args: readonly string[]): Promise<number> => runReleaseCommand(release, args);
