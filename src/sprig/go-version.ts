import { type GoFunc, GoInt, GoStruct, type Value } from "../gotemplate/value.ts";
import { stringToBytes } from "../util/byte-string.ts";
import { CallError, NIL_DEREFERENCE } from "./call-error.ts";
import { type FunctionTable, goFunc } from "./go-func.ts";
import {
  checkMetadata,
  checkPrerelease,
  compareVersions,
  type SemanticVersion,
  type SemverRelease,
  versionText,
} from "./semantic-version.ts";

/** A version as templates hold it: a pointer as `semver` gives it, a plain struct as its own methods return it. */
export class GoVersion extends GoStruct {
  constructor(
    readonly version: SemanticVersion,
    readonly release: SemverRelease,
    isPointer = true,
  ) {
    const text = (): string => versionText(version);
    const methods = { ...valueMethods(version, release), ...(isPointer ? pointerMethods(version) : {}) };
    const type = isPointer ? "*semver.Version" : "semver.Version";
    super(type, new Map(), new Map(Object.entries(methods)), text, false, text);
  }

  /** For deepEqual: everything counts, the text it came from too. */
  hasSameContent(other: GoStruct): boolean {
    return (
      other instanceof GoVersion &&
      other.version.original === this.version.original &&
      versionText(other.version) === versionText(this.version)
    );
  }

  /** What Go's copying by reflection leaves of it: nothing, its content is private to its package. */
  copied(): GoVersion {
    const zero = { major: 0n, minor: 0n, patch: 0n, prerelease: "", metadata: "", original: "" };
    return new GoVersion(zero, this.release, this.goType.startsWith("*"));
  }
}

const uint64 = (value: bigint): GoInt => new GoInt(value, "uint64");

/** The methods that a version has however it is held. */
function valueMethods(version: SemanticVersion, release: SemverRelease): FunctionTable {
  const { major, minor, patch, prerelease, metadata, original } = version;
  const changed = (change: Partial<SemanticVersion>): GoVersion => {
    const next = { ...version, ...change };
    const prefix = original.startsWith("v") ? "v" : "";
    return new GoVersion({ ...next, original: prefix + versionText(next) }, release, false);
  };
  const cleared = { prerelease: "", metadata: "" };
  return {
    Major: goFunc([], () => uint64(major)),
    Minor: goFunc([], () => uint64(minor)),
    Patch: goFunc([], () => uint64(patch)),
    Prerelease: goFunc([], () => prerelease),
    Metadata: goFunc([], () => metadata),
    String: goFunc([], () => versionText(version)),
    Value: goFunc([], () => versionText(version)),
    MarshalText: goFunc([], () => stringToBytes(versionText(version))),
    MarshalJSON: goFunc([], () => stringToBytes(`"${versionText(version)}"`)),
    IncMajor: goFunc([], () => changed({ ...cleared, major: major + 1n, minor: 0n, patch: 0n })),
    IncMinor: goFunc([], () => changed({ ...cleared, minor: minor + 1n, patch: 0n })),
    IncPatch: goFunc([], () => changed({ ...cleared, patch: prerelease === "" ? patch + 1n : patch })),
    SetPrerelease: goFunc(["string"], (text) => {
      if (text !== "") checkPrerelease(text, release);
      return changed({ prerelease: text });
    }),
    SetMetadata: goFunc(["string"], (text) => {
      if (text !== "") checkMetadata(text, release);
      return changed({ metadata: text });
    }),
  };
}

/** The methods that only a pointer to a version has. */
function pointerMethods(version: SemanticVersion): FunctionTable {
  const comparison = (answer: (compared: number) => Value): GoFunc =>
    goFunc(["*semver.Version"], (other) => {
      if (!(other instanceof GoVersion)) throw new CallError(NIL_DEREFERENCE);
      return answer(compareVersions(version, other.version));
    });
  return {
    Original: goFunc([], () => version.original),
    Compare: comparison((compared) => new GoInt(BigInt(compared))),
    Equal: comparison((compared) => compared === 0),
    GreaterThan: comparison((compared) => compared > 0),
    GreaterThanEqual: comparison((compared) => compared >= 0),
    LessThan: comparison((compared) => compared < 0),
    LessThanEqual: comparison((compared) => compared <= 0),
  };
}
