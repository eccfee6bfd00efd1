import type { TomlGeneration } from "../goyaml/toml-source.ts";
import type { CertificateRules } from "./crypto/certificate.ts";
import type { RegexRules } from "./regex/go-regexp.ts";
import type { SemverRelease } from "./semantic-version.ts";
import type { UrlRules } from "./url/parse-url.ts";

/** How the functions of one Helm release differ from those of others. */
export interface FunctionRules extends CertificateRules, RegexRules, UrlRules {
  /** Release of the library that compares versions. */
  readonly semver: SemverRelease;
  /** Version of TOML that `fromToml` reads. */
  readonly toml: TomlGeneration;
  /** Names that this release does not know. */
  readonly absent: ReadonlySet<string>;
}

/** The release of Helm, as numbers. */
export interface HelmRelease {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Names that came with a release of Helm, or with the release of Sprig (3.1, 3.2, 3.3) that it took up. */
const ARRIVALS: readonly (readonly [since: HelmRelease, names: string])[] = [
  [{ major: 3, minor: 2, patch: 0 }, "duration htpasswd seq"],
  [{ major: 3, minor: 3, patch: 0 }, "fromJsonArray fromYamlArray"],
  [
    { major: 3, minor: 5, patch: 0 },
    "add1f addf all any bcrypt chunk dig divf maxf minf mulf mustChunk mustFromJson osBase osClean osDir osExt osIsAbs " +
      "randBytes randInt regexQuoteMeta subf",
  ],
  [{ major: 3, minor: 16, patch: 0 }, "sha512sum"],
  [{ major: 3, minor: 17, patch: 0 }, "fromToml toYamlPretty"],
  [{ major: 4, minor: 0, patch: 0 }, "mustToYaml"],
  [{ major: 4, minor: 2, patch: 0 }, "mustToToml"],
];

/** The rules of a Helm release; those of 3.17.3 and 4.1.4 were compared with the real ones. */
export function functionRules(helm: HelmRelease): FunctionRules {
  const missing = ARRIVALS.filter(([since]) => !isAtLeast(helm, since)).flatMap(([, names]) =>
    names.split(" "),
  );
  // Helm 4.1 and 3.20 are the first that are built with Go 1.25.
  const isGo125 = isAtLeast(helm, { major: 4, minor: 1, patch: 0 }) || isThree(helm, 20);
  return {
    semver: helm.major >= 4 || isThree(helm, 19) ? "3.4" : "3.3",
    toml: helm.major >= 4 ? "1.1" : "1.0",
    strictBrackets: isGo125,
    looseClassNames: isGo125,
    keyIdHash: isGo125 ? "sha256" : "sha1",
    absent: new Set(missing),
  };
}

function isThree(helm: HelmRelease, minor: number): boolean {
  return helm.major === 3 && helm.minor >= minor;
}

function isAtLeast(helm: HelmRelease, since: HelmRelease): boolean {
  if (helm.major !== since.major) return helm.major > since.major;
  if (helm.minor !== since.minor) return helm.minor > since.minor;
  return helm.patch >= since.patch;
}
