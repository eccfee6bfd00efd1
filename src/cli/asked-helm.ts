import { isNewerThanKnown, newestHelm } from "../chart/helm-version.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { type HelmRules, helmRules } from "../helm/profiles/helm-rules.ts";
import { tell } from "./streams.ts";

/**
 * The rules of the Helm that `--helm-version` asks for, the newest known one without it.
 * @throws SeatrialError for a text that is no version from 3.0.0 on
 */
export function askedHelm(flags: FlagValues): HelmRules {
  if (!flags.changed("helm-version")) return helmRules();
  const version = flags.text("helm-version");
  tellOfNewerHelm(version);
  return helmRules(version);
}

/** Tells that a version is newer than what is known, and what it is taken for. */
export function tellOfNewerHelm(version: string): void {
  if (isNewerThanKnown(version))
    tell(
      `Helm ${version.replace(/^v/, "")} is newer than the newest known here: its rules are taken to be those of ${newestHelm}.\n`,
    );
}
