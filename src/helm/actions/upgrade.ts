import type { Process } from "../../sim/wait.ts";
import { compareStrings } from "../../util/compare-strings.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import type { Release } from "../release.ts";
import type { Session } from "../session.ts";
import { loadChart } from "./chart-checks.ts";
import { type DryRun, dryRunOf } from "./dry-run.ts";
import { installRelease } from "./install-release.ts";
import { prefixing } from "./prefixing.ts";
import { printRelease } from "./print-release.ts";
import { releaseHistory } from "./release-history.ts";
import { sharedOptions } from "./shared-options.ts";
import type { UpgradeOptions } from "./upgrade-plan.ts";
import { upgradeRelease } from "./upgrade-release.ts";
import { userValues } from "./user-values.ts";
import { waitOptions } from "./wait-options.ts";

/** `helm upgrade` (cmd/helm/upgrade.go): with `--install` an installation where there is nothing to upgrade. */
export function* upgrade(session: Session, flags: FlagValues, operands: readonly string[]): Process<void> {
  const [name = "", path = ""] = operands;
  const early = session.rules.major === 4 ? dryRunOf(session, flags) : undefined;
  const undo = flags.bool("atomic") || flags.bool("rollback-on-failure");
  const wait = waitOptions(session, flags, undo);
  const common = { name, wait, undo, ...sharedOptions(session, flags) };
  const table = flags.text("output") === "table";
  if (flags.bool("install")) {
    const history = yield* releaseHistory(session, name);
    const replace = lastByRecordName(history)?.status === "uninstalled";
    if (history.length === 0 || replace) {
      if (table) session.output.line(`Release "${name}" does not exist. Installing it now.`);
      const chart = loadChart(session, flags, path, true);
      const values = userValues(session, flags);
      const dryRun = early ?? dryRunOf(session, flags);
      session.interrupt.arm(`Release ${name} has been cancelled.`);
      printRelease(
        session,
        yield* installRelease(session, { ...common, chart, values, dryRun, replace }),
        flags,
      );
      return;
    }
  }
  const chart = loadChart(session, flags, path, false);
  const dryRun: DryRun = early ?? dryRunOf(session, flags);
  const values = userValues(session, flags);
  session.interrupt.arm(`Release ${name} has been cancelled.`);
  const release = yield* prefixing(
    "UPGRADE FAILED",
    upgradeRelease(session, {
      ...common,
      ...{ chart, values, dryRun },
      reuse: reuseOf(flags),
      serverSide: flags.text("server-side"),
      labels: flags.pairs("labels"),
      cleanUp: flags.bool("cleanup-on-fail"),
      recreatePods: flags.bool("recreate-pods"),
      maxHistory: flags.int("history-max"),
    }),
  );
  if (table) session.output.line(`Release "${name}" has been upgraded. Happy Helming!`);
  printRelease(session, release, flags);
}

function reuseOf(flags: FlagValues): UpgradeOptions["reuse"] {
  if (flags.bool("reset-values")) return "reset";
  if (flags.bool("reuse-values")) return "reuse";
  return flags.bool("reset-then-reuse-values") ? "reset-then-reuse" : "default";
}

/** Helm looks at the last of the records as the server lists them: by name, so that v10 comes before v2. */
const lastByRecordName = (history: readonly Release[]): Release | undefined =>
  history.toSorted((a, b) => compareStrings(`v${a.revision}`, `v${b.revision}`)).at(-1);
