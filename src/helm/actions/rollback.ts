import type { Process } from "../../sim/wait.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { HelmFailure } from "../helm-failure.ts";
import type { Session } from "../session.ts";
import { dryRunOf } from "./dry-run.ts";
import { rollbackRelease } from "./rollback-release.ts";
import { waitOptions } from "./wait-options.ts";

/** `helm rollback` (cmd/helm/rollback.go). */
export function* rollback(session: Session, flags: FlagValues, operands: readonly string[]): Process<void> {
  const [name = "", revision] = operands;
  yield* rollbackRelease(session, {
    name,
    revision: revision === undefined ? 0 : revisionOf(revision),
    dryRun: session.rules.major === 3 ? flags.bool("dry-run") : dryRunOf(session, flags) !== "none",
    wait: waitOptions(session, flags),
    hooks: !flags.bool("no-hooks"),
    forceReplace: flags.bool("force") || flags.bool("force-replace"),
    forceConflicts: flags.bool("force-conflicts"),
    serverSide: flags.text("server-side"),
    recreatePods: flags.bool("recreate-pods"),
    cleanUp: flags.bool("cleanup-on-fail"),
    maxHistory: flags.int("history-max"),
  });
  session.output.line("Rollback was a success! Happy Helming!");
}

/** strconv.Atoi */
function revisionOf(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new HelmFailure(
    `could not convert revision to a number: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}
