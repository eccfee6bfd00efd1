import type { Propagation } from "../../cluster/api/api-server.ts";
import type { Process } from "../../sim/wait.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { HelmFailure } from "../helm-failure.ts";
import type { Session } from "../session.ts";
import { uninstallRelease } from "./uninstall-release.ts";
import { waitOptions } from "./wait-options.ts";

const propagations: Readonly<Record<string, Propagation>> = {
  background: "Background",
  foreground: "Foreground",
  orphan: "Orphan",
};

/** `helm uninstall` (cmd/helm/uninstall.go): one release after the other, until one fails. */
export function* uninstall(session: Session, flags: FlagValues, operands: readonly string[]): Process<void> {
  const cascade = flags.has("cascade") ? flags.text("cascade") : "background";
  const propagation = propagations[cascade];
  if (propagation === undefined)
    throw new HelmFailure(
      `invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`,
    );
  const options = {
    hooks: !flags.bool("no-hooks"),
    wait: waitOptions(session, flags),
    keepHistory: flags.bool("keep-history"),
    ignoreNotFound: flags.bool("ignore-not-found"),
    dryRun: flags.bool("dry-run"),
    propagation,
    description: flags.text("description"),
  };
  for (const name of operands) {
    const { kept } = yield* uninstallRelease(session, name, options);
    if (kept !== "") session.output.line(`These resources were kept due to the resource policy:\n${kept}`);
    session.output.line(`release "${name}" uninstalled`);
  }
}
