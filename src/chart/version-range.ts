import { parseVersion, type SemverRelease } from "../sprig/semantic-version.ts";
import { VersionConstraint } from "../sprig/version-constraint.ts";

/** Whether a text is a version (Masterminds/semver, NewVersion). */
export function isVersion(text: string): boolean {
  try {
    parseVersion(text, "3.4");
    return true;
  } catch {
    return false;
  }
}

/** Whether a version lies in a range; what cannot be read fits nothing (chartutil.IsCompatibleRange). */
export function inRange(version: string, range: string, release: SemverRelease): boolean {
  try {
    return VersionConstraint.parse(range, release).allows(parseVersion(version, release));
  } catch {
    return false;
  }
}
