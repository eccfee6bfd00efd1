import { functionRules } from "../sprig/function-rules.ts";
import type { SemverRelease } from "../sprig/semantic-version.ts";
import { atLeast, type HelmVersion, newestHelm, parseHelmVersion } from "./helm-version.ts";
import type { SplitRule } from "./split-manifests.ts";

/** How rendering differs between Helm versions. */
export interface RenderProfile {
  /** `v4.1.4`, as `.Capabilities.HelmVersion.Version` gives it. */
  readonly version: string;
  readonly major: 3 | 4;
  readonly helm: HelmVersion;
  /** Facts about the Helm binary that templates can read. */
  readonly build: { readonly commit: string; readonly go: string };
  /** The Go package of the types that values have, as `typeOf` prints it. */
  readonly valuesPackage: "chartutil" | "common";
  /** Minor version of Kubernetes 1.x that rendering without a cluster assumes. */
  readonly kubeMinor: number;
  readonly nulls: {
    /** What a user's null does below the top level of a chart's values. */
    readonly nested: "removes-known" | "removes-any" | "removes-non-null";
    /** Whether a chart's own nulls vanish when the user says nothing about them. */
    readonly dropsDefaults: boolean;
  };
  /** Whether what lies below a chart is one for all its aliases. */
  readonly aliasesShareDependencies: boolean;
  /** How a rendered file is cut into documents. */
  readonly split: SplitRule;
  /** Release of the library that compares versions. */
  readonly semver: SemverRelease;
  /** Which library checks values.schema.json, and so words its findings. */
  readonly schema: "gojsonschema" | "santhosh";
  /** What stands around a command line in Helm's advice. */
  readonly commandQuote: "'" | "`";
}

export function renderProfile(version: string = newestHelm): RenderProfile {
  const helm = parseHelmVersion(version);
  const four = helm.major >= 4;
  return {
    version: `v${helm.major}.${helm.minor}.${helm.patch}`,
    major: four ? 4 : 3,
    helm,
    build: builds[`${helm.major}.${helm.minor}.${helm.patch}`] ?? { commit: "", go: goVersion(helm) },
    valuesPackage: four ? "common" : "chartutil",
    kubeMinor: kubeMinor(helm),
    nulls: { nested: nestedNulls(helm), dropsDefaults: atLeast(helm, 4, 2) },
    aliasesShareDependencies: !atLeast(helm, 3, 18),
    split: atLeast(helm, 4, 2, 4) ? "keep-newlines" : atLeast(helm, 4, 2) ? "trim-left" : "trim-both",
    semver: functionRules(helm).semver,
    schema: four || atLeast(helm, 3, 18, 5) ? "santhosh" : "gojsonschema",
    commandQuote: atLeast(helm, 4, 2) ? "'" : "`",
  };
}

const builds: Readonly<Record<string, { commit: string; go: string }>> = {
  "3.17.3": { commit: "e4da49785aa6e6ee2b86efd5dd9e43400318262b", go: "go1.23.7" },
  "4.1.4": { commit: "05fa37973dc9e42b76e1d2883494c87174b6074f", go: "go1.25.9" },
};

/** Helm follows one Kubernetes release with each minor release. */
function kubeMinor(helm: HelmVersion): number {
  if (helm.major >= 4) return 34 + helm.minor;
  return helm.minor < 3 ? 16 + helm.minor : 15 + helm.minor;
}

function goVersion(helm: HelmVersion): string {
  if (helm.major >= 4) return helm.minor < 1 ? "go1.24" : helm.minor < 2 ? "go1.25" : "go1.26";
  return helm.minor < 17 ? "go1.22" : helm.minor < 19 ? "go1.23" : helm.minor < 20 ? "go1.24" : "go1.26";
}

function nestedNulls(helm: HelmVersion): RenderProfile["nulls"]["nested"] {
  if (atLeast(helm, 4, 1)) return "removes-non-null";
  if (helm.major >= 4) return "removes-any";
  if (atLeast(helm, 3, 20, 1)) return "removes-non-null";
  return atLeast(helm, 3, 19, 5) ? "removes-any" : "removes-known";
}
