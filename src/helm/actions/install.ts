import type { Process } from "../../sim/wait.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { installMistake } from "../flags/install-mistake.ts";
import { HelmFailure } from "../helm-failure.ts";
import type { Session } from "../session.ts";
import { loadChart } from "./chart-checks.ts";
import { dryRunOf } from "./dry-run.ts";
import type { InstallOptions } from "./install-options.ts";
import { installRelease } from "./install-release.ts";
import { prefixing } from "./prefixing.ts";
import { printRelease } from "./print-release.ts";
import { sharedOptions } from "./shared-options.ts";
import { userValues } from "./user-values.ts";
import { waitOptions } from "./wait-options.ts";

/** `helm install` (cmd/helm/install.go). */
export function* install(session: Session, flags: FlagValues, operands: readonly string[]): Process<void> {
  // Helm 4 looks at --dry-run before anything that its prefix covers.
  const early = session.rules.major === 4 ? dryRunOf(session, flags) : undefined;
  yield* prefixing("INSTALLATION FAILED", run(session, flags, operands, early));
}

function* run(
  session: Session,
  flags: FlagValues,
  operands: readonly string[],
  early: InstallOptions["dryRun"] | undefined,
): Process<void> {
  const undo = flags.bool("atomic") || flags.bool("rollback-on-failure");
  const wait = waitOptions(session, flags, undo);
  const { name, path } = nameAndChart(session, flags, operands);
  const values = userValues(session, flags);
  const chart = loadChart(session, flags, path, true);
  const dryRun = early ?? dryRunOf(session, flags);
  session.interrupt.arm(`Release ${operands[0]} has been cancelled.`);
  const options = { name, chart, values, wait, undo, dryRun, ...sharedOptions(session, flags) };
  const release = yield* installRelease(session, { ...options, replace: flags.bool("replace") });
  printRelease(session, release, flags);
}

function nameAndChart(
  session: Session,
  flags: FlagValues,
  operands: readonly string[],
): { readonly name: string; readonly path: string } {
  const mistake = installMistake(operands, flags);
  if (mistake !== undefined) throw new HelmFailure(mistake);
  const [first = "", second] = operands;
  if (second !== undefined) return { name: first, path: second };
  const template = flags.text("name-template");
  if (template !== "") return { name: session.source.renderName(template), path: first };
  const folder = first.replace(/\/+$/, "").split("/").at(-1) ?? "";
  const base = folder === "" || folder === "." ? "chart" : folder;
  const seconds = Math.floor(session.cluster.clock.milliseconds / 1000);
  return { name: `${base.split(".", 1)[0]}-${seconds}`, path: first };
}
