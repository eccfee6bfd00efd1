import { GoFunc, GoList, GoStruct, type Value } from "../gotemplate/value.ts";
import { offlineApiVersions } from "./api-versions.ts";
import { type KubeVersion, parseKubeVersion } from "./kube-version.ts";
import type { RenderProfile } from "./render-profile.ts";

/** What a template may know of the cluster. */
export interface Capabilities {
  readonly kubeVersion: KubeVersion;
  readonly apiVersions: readonly string[];
}

/** What Helm assumes without a cluster; `kubeVersion` and `apiVersions` as the flags of these names give them. */
export function offlineCapabilities(
  profile: RenderProfile,
  given: {
    readonly kubeVersion?: string | undefined;
    readonly apiVersions?: readonly string[] | undefined;
  } = {},
): Capabilities {
  return {
    kubeVersion: parseKubeVersion(given.kubeVersion ?? `v1.${profile.kubeMinor}.0`, profile.major),
    apiVersions: [...offlineApiVersions(profile.kubeMinor), ...(given.apiVersions ?? [])],
  };
}

/** `.Capabilities` (pkg/chartutil/capabilities.go, in Helm 4 pkg/chart/common/capabilities.go). */
export function capabilitiesValue(capabilities: Capabilities, profile: RenderProfile): GoStruct {
  const pkg = profile.valuesPackage;
  return new GoStruct(
    `*${pkg}.Capabilities`,
    new Map<string, Value>([
      ["KubeVersion", kubeVersionValue(capabilities.kubeVersion, profile)],
      ["APIVersions", new VersionSet([...capabilities.apiVersions], `${pkg}.VersionSet`)],
      ["HelmVersion", helmVersionValue(profile)],
    ]),
  );
}

class VersionSet extends GoList {
  override get elemType(): string {
    return "string";
  }

  override method(name: string): GoFunc | undefined {
    return name === "Has"
      ? new GoFunc(["string"], (version = null) => this.items.includes(version))
      : undefined;
  }

  override withItems(items: Value[], isNil?: boolean): VersionSet {
    return new VersionSet(items, this.goType, isNil);
  }
}

function kubeVersionValue({ version, text, major, minor }: KubeVersion, profile: RenderProfile): GoStruct {
  const fields = new Map<string, Value>([["Version", version]]);
  if (profile.major === 4) fields.set("normalizedVersion", text);
  fields.set("Major", major).set("Minor", minor);
  const methods = new Map([
    ["String", new GoFunc([], () => text)],
    ["GitVersion", new GoFunc([], () => version)],
  ]);
  const json = (): [string, Value][] => [
    ["Version", version],
    ["Major", major],
    ["Minor", minor],
  ];
  return new GoStruct(`${profile.valuesPackage}.KubeVersion`, fields, methods, () => text, true, json);
}

function helmVersionValue({ version, major, build, kubeMinor }: RenderProfile): GoStruct {
  const fields = new Map<string, Value>([
    ["Version", version],
    ["GitCommit", build.commit],
    ["GitTreeState", "clean"],
    ["GoVersion", build.go],
  ]);
  if (major === 4) fields.set("KubeClientVersion", `v1.${kubeMinor}`);
  const tags = ["version", "git_commit", "git_tree_state", "go_version", "kube_client_version"];
  const json = (): [string, Value][] =>
    [...fields.values()].flatMap((value, i) =>
      value === "" ? [] : [[tags[i] ?? "", value] as [string, Value]],
    );
  return new GoStruct("version.BuildInfo", fields, new Map(), undefined, false, json);
}
