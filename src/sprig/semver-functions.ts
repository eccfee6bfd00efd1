import { type FunctionTable, goFunc } from "./go-func.ts";
import { GoVersion } from "./go-version.ts";
import { parseVersion, type SemverRelease } from "./semantic-version.ts";
import { VersionConstraint } from "./version-constraint.ts";

/** sprig's semver.go. */
export function semverFunctions(release: SemverRelease): FunctionTable {
  return {
    semver: goFunc(["string"], (text) => new GoVersion(parseVersion(text, release), release)),
    semverCompare: goFunc(["string", "string"], (constraint, version) =>
      VersionConstraint.parse(constraint, release).allows(parseVersion(version, release)),
    ),
  };
}
