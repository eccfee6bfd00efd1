import { CallError } from "./call-error.ts";

/** A parsed semantic version (Masterminds/semver 3, version.go). */
export interface SemanticVersion {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly prerelease: string;
  readonly metadata: string;
  /** The text it was parsed from. */
  readonly original: string;
}

/**
 * Which of the library's releases speaks: from 3.4 on its errors begin with a small letter, and one prerelease in a group of
 * constraints lets prereleases through all of the group.
 */
export type SemverRelease = "3.3" | "3.4";

const IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
const VERSION = new RegExp(
  `^v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:-(${IDENTIFIERS}))?(?:\\+(${IDENTIFIERS}))?$`,
);
const MAX_UINT64 = 2n ** 64n - 1n;

/** Reads `1`, `v1.2` or `1.2.3-rc.1+build`; throws with the words of the Go library. */
export function parseVersion(text: string, release: SemverRelease): SemanticVersion {
  const match = VERSION.exec(text);
  if (match === null) throw semverError("Invalid Semantic Version", release);
  const [, major = "0", minor = "0", patch = "0", prerelease = "", metadata = ""] = match;
  const segments = [major, minor, patch].map((digits) => segment(digits, release));
  const [x = 0n, y = 0n, z = 0n] = segments;
  if (prerelease !== "") checkPrerelease(prerelease, release);
  return { major: x, minor: y, patch: z, prerelease, metadata, original: text };
}

/** Without the `v` and with all three numbers. */
export function versionText({
  major,
  minor,
  patch,
  prerelease,
  metadata,
}: Omit<SemanticVersion, "original">): string {
  return `${major}.${minor}.${patch}${prerelease && `-${prerelease}`}${metadata && `+${metadata}`}`;
}

/** -1, 0 or 1; metadata does not count, a prerelease comes before its release. */
export function compareVersions(a: SemanticVersion, b: SemanticVersion): number {
  if (versionText(a) === versionText(b)) return 0;
  return (
    order(a.major, b.major) ||
    order(a.minor, b.minor) ||
    order(a.patch, b.patch) ||
    order(a.prerelease === "", b.prerelease === "") ||
    comparePrereleases(a.prerelease, b.prerelease)
  );
}

/** Identifier by identifier; numbers come before words, fewer before more. */
export function comparePrereleases(a: string, b: string): number {
  const [left, right] = [a.split("."), b.split(".")];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = compareIdentifiers(left[i] ?? "", right[i] ?? "");
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Dot-separated words of letters, digits and `-`; numbers must not begin with 0. */
export function checkPrerelease(text: string, release: SemverRelease): void {
  for (const identifier of text.split(".")) {
    if (/^[0-9]{2,}$/.test(identifier) && identifier.startsWith("0"))
      throw semverError("Version segment starts with 0", release);
    checkIdentifier(identifier, "Invalid Prerelease string", release);
  }
}

export function checkMetadata(text: string, release: SemverRelease): void {
  for (const identifier of text.split(".")) checkIdentifier(identifier, "Invalid Metadata string", release);
}

export function semverError(message: string, release: SemverRelease): CallError {
  return new CallError(
    release === "3.3" ? message : message.replace(/\b(?!SemVer)[A-Z]/g, (c) => c.toLowerCase()),
  );
}

function checkIdentifier(identifier: string, refusal: string, release: SemverRelease): void {
  const isAllowed = identifier === "" ? release === "3.3" : /^[0-9A-Za-z-]+$/.test(identifier);
  if (!isAllowed) throw semverError(refusal, release);
}

function segment(digits: string, release: SemverRelease): bigint {
  const value = BigInt(digits);
  if (value <= MAX_UINT64) return value;
  const begin = release === "3.3" ? "Error" : "error";
  throw new CallError(
    `${begin} parsing version segment: strconv.ParseUint: parsing "${digits}": value out of range`,
  );
}

function compareIdentifiers(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? -1 : 1;
  const [left, right] = [identifierNumber(a), identifierNumber(b)];
  if (left === undefined && right === undefined) return order(a, b);
  if (left === undefined || right === undefined) return left === undefined ? 1 : -1;
  return left > right ? 1 : -1;
}

function identifierNumber(identifier: string): bigint | undefined {
  if (!/^[0-9]+$/.test(identifier)) return undefined;
  const value = BigInt(identifier);
  return value <= MAX_UINT64 ? value : undefined;
}

function order<T extends bigint | boolean | string>(a: T, b: T): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
