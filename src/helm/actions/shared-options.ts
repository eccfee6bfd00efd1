import type { FlagValues } from "../flags/flag-values.ts";
import type { Session } from "../session.ts";

/** What install and upgrade take from their flags as it is. */
export const sharedOptions = (session: Session, flags: FlagValues) => ({
  hooks: !flags.bool("no-hooks"),
  skipCrds: flags.bool("skip-crds"),
  createNamespace: flags.bool("create-namespace"),
  takeOwnership: flags.bool("take-ownership"),
  forceReplace: flags.bool("force") || flags.bool("force-replace"),
  forceConflicts: flags.bool("force-conflicts"),
  validate: !flags.bool("disable-openapi-validation"),
  applyMethod:
    session.rules.serverSideApply && flags.text("server-side") !== "false"
      ? ("ssa" as const)
      : ("csa" as const),
  description: flags.text("description"),
  labels: Object.fromEntries(flags.pairs("labels")),
  hideSecrets: flags.bool("hide-secret"),
  subchartNotes: flags.bool("render-subchart-notes"),
  skipSchemaValidation: flags.bool("skip-schema-validation"),
});
