import { rollbackCommand } from "../helm/flags/release-commands.ts";
import { revisionFlags } from "./from-flags.ts";
import { type ReleaseCommand, releaseHelp, runReleaseCommand } from "./release-command.ts";

const about = `Shows what helm rollback would do to a release of two revisions: the rows of kubectl get pod -w, from the pods that
are there when the command is given until nothing is left to happen but what goes on for ever.

Of what comes before nothing is shown: time zero is when the cluster has come to rest after it. Revision 1 installs
--from CHART, with --from-ref as that ref has it, and the values of --from-values, --from-set and so on. Revision 2 is an
upgrade to --chart CHART with the values of --values, --set and so on; it may fail. Each chart is the other one where it
is not given.`;

/** `seatrial rollback NAME [REVISION]` */
export const release: ReleaseCommand = {
  command: rollbackCommand,
  about,
  startsInstalled: true,
  flags: revisionFlags,
};

export const help = (): string => releaseHelp(release);

export const run = (args: readonly string[]): Promise<number> => runReleaseCommand(release, args);
