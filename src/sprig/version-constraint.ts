import { limit } from "../gotemplate/budget.ts";
import { CallError } from "./call-error.ts";
import {
  comparePrereleases,
  compareVersions,
  parseVersion,
  type SemanticVersion,
  type SemverRelease,
  semverError,
} from "./semantic-version.ts";

/** One comparison such as `>=1.2.x` (Masterminds/semver 3, constraints.go). */
interface Comparison {
  readonly operator: string;
  readonly version: SemanticVersion;
  /** Which place is a wildcard or left out: all, from the minor on, the patch; `none` for a full version. */
  readonly open: "none" | "patch" | "minor" | "major";
}

type Group = readonly Comparison[];

/** `^1.2 || >=3.1, <4`: groups of comparisons, one of which must hold throughout. */
export class VersionConstraint {
  private constructor(
    private readonly groups: readonly Group[],
    private readonly release: SemverRelease,
  ) {}

  /** Throws with the words of the Go library. */
  static parse(text: string, release: SemverRelease): VersionConstraint {
    if (text.length > longest) throw limit("compares a version with a constraint that is too long");
    const groups = rewriteRanges(text)
      .split("||")
      .map((group) => {
        if (!GROUP.test(group)) throw new CallError(`improper constraint: ${group}`);
        return (group.match(COMPARISONS) ?? [group]).map((comparison) =>
          parseComparison(comparison, release),
        );
      });
    return new VersionConstraint(groups, release);
  }

  /** A prerelease passes only where the constraint names one: the comparison itself, since 3.4 any of its group. */
  allows(version: SemanticVersion): boolean {
    return this.groups.some((group) => {
      const groupAdmits =
        this.release === "3.4" && group.some((comparison) => comparison.version.prerelease !== "");
      return group.every((comparison) => {
        const admits = groupAdmits || comparison.version.prerelease !== "";
        const isAdmitted =
          version.prerelease === "" || admits || (this.release === "3.3" && ignoresPrerelease(comparison));
        return isAdmitted && holds(version, comparison);
      });
    });
  }
}

/** Before 3.4, `!=` of a full version lets every other prerelease pass. */
function ignoresPrerelease({ operator, open }: Comparison): boolean {
  return operator === "!=" && open === "none";
}

/*
 * No text fits these in more than one way: each comparison that fits in two would double the time in which a group is
 * found not to fit. What is left grows with the square of a constraint's length, which is bounded therefore.
 */
const longest = 1000;
const SPACE = "[\\t\\n\\f\\r ]";
const PLACE = "[0-9|x|X|*]+";
const IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
const PATTERN = `v?(?:${PLACE})(?:\\.${PLACE}(?:\\.${PLACE})?)?(?:-${IDENTIFIERS})?(?:\\+${IDENTIFIERS})?`;
const PARTS = `v?(${PLACE})(?:\\.(${PLACE})(?:\\.(${PLACE}))?)?(-${IDENTIFIERS})?(?:\\+${IDENTIFIERS})?`;
const OPERATOR = "=|!=|>|<|>=|=>|<=|=<|~|~>|\\^";
const RANGE = new RegExp(`${SPACE}*(${PATTERN})${SPACE}+-${SPACE}+(${PATTERN})${SPACE}*`, "g");
const COMPARED = `(?:(?:${OPERATOR})${SPACE}*)?(?:${PATTERN})`;
const GROUP = new RegExp(`^${SPACE}*${COMPARED}(?:(?:${SPACE}+|${SPACE}*,${SPACE}*)${COMPARED})*${SPACE}*$`);
const COMPARISONS = new RegExp(COMPARED, "g");
const COMPARISON = new RegExp(`^${SPACE}*(?:(${OPERATOR})${SPACE}*)?(${PARTS})${SPACE}*$`);

/** `1.2 - 1.4` is `>= 1.2, <= 1.4`. */
function rewriteRanges(text: string): string {
  return text.replace(RANGE, (_, from: string, to: string) => `>= ${from}, <= ${to} `);
}

function parseComparison(text: string, release: SemverRelease): Comparison {
  const match = COMPARISON.exec(text);
  if (match === null) throw new CallError(`improper constraint: ${text}`);
  const [, operator = "", whole = "", major, minor, patch, prerelease = ""] = match;
  const open = isOpen(major) ? "major" : isOpen(minor) ? "minor" : isOpen(patch) ? "patch" : "none";
  const source = {
    major: `0.0.0${prerelease}`,
    minor: `${major}.0.0${prerelease}`,
    patch: `${major}.${minor}.0${prerelease}`,
    none: whole,
  }[open];
  try {
    return { operator, version: parseVersion(source, release), open };
  } catch {
    throw semverError("constraint Parser Error", release);
  }
}

function isOpen(place: string | undefined): boolean {
  return place === undefined || place === "x" || place === "X" || place === "*";
}

function holds(version: SemanticVersion, comparison: Comparison): boolean {
  const { operator, version: limit, open } = comparison;
  const compared = compareVersions(version, limit);
  switch (operator) {
    case "!=":
      return differs(version, comparison);
    case ">":
      return isAbove(version, comparison);
    case "<":
      return compared < 0;
    case ">=":
    case "=>":
      return compared >= 0;
    case "<=":
    case "=<":
      if (open === "none") return compared <= 0;
      return version.major === limit.major
        ? open === "minor" || version.minor <= limit.minor
        : version.major < limit.major;
    case "^":
      return compared >= 0 && isInCaret(version, comparison);
    case "~":
    case "~>":
      return compared >= 0 && isInTilde(version, comparison);
    default:
      return open === "none" ? compared === 0 : compared >= 0 && isInTilde(version, comparison);
  }
}

function differs(version: SemanticVersion, { version: limit, open }: Comparison): boolean {
  if (open !== "none") {
    if (version.major !== limit.major) return true;
    if (open === "minor") return false;
    if (version.minor !== limit.minor) return true;
    if (open === "patch")
      return (
        (version.prerelease !== "" || limit.prerelease !== "") &&
        comparePrereleases(version.prerelease, limit.prerelease) !== 0
      );
    if (version.patch !== limit.patch) return true;
  }
  return compareVersions(version, limit) !== 0;
}

/** `>11` wants 12 at least, `>11.1` 11.2 at least. */
function isAbove(version: SemanticVersion, { version: limit, open }: Comparison): boolean {
  if (open !== "none" && version.major !== limit.major) return version.major > limit.major;
  if (open === "minor") return false;
  return open === "patch" ? version.minor > limit.minor : compareVersions(version, limit) > 0;
}

/** `~1.2.3` stays in 1.2, `~1` in 1; `~0.0.0` and `~*` are open above. */
function isInTilde(version: SemanticVersion, { version: limit, open }: Comparison): boolean {
  const isZero = limit.major === 0n && limit.minor === 0n && limit.patch === 0n;
  if (isZero && open !== "minor" && open !== "patch") return true;
  return version.major === limit.major && (open === "minor" || version.minor === limit.minor);
}

/** `^1.2` stays in 1, `^0.2` in 0.2, `^0.0.3` at 0.0.3; `^0` and `^0.0` go as far as their zeros say. */
function isInCaret(version: SemanticVersion, { version: limit, open }: Comparison): boolean {
  if (limit.major > 0n || open === "minor") return version.major === limit.major;
  if (version.major > 0n) return false;
  if (limit.minor > 0n || open === "patch") return version.minor === limit.minor;
  if (version.minor > 0n) return false;
  return version.patch === limit.patch;
}
