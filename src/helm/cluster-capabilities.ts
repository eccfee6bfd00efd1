import type { KubeObject } from "../cluster/api/object.ts";
import { builtInResources, type Resource } from "../cluster/api/resources.ts";
import type { ClusterContext } from "../cluster/cluster.ts";
import { fieldAt, hasCondition, textAt } from "./readiness/object-fields.ts";

export interface ClusterCapabilities {
  /** `v1.36.0` */
  readonly kubeVersion: string;
  /** `apps/v1` and `apps/v1/Deployment` for everything that is served */
  readonly apiVersions: readonly string[];
}

/** What the virtual cluster answers to discovery: the same list as long as it has no kinds of its own. */
export function clusterCapabilities({
  api,
  rules,
}: Pick<ClusterContext, "api" | "rules">): ClusterCapabilities {
  const kubeVersion = `v${rules.version}.0`;
  builtIn ??= apiVersionsOf(builtInResources);
  const custom = api
    .list("CustomResourceDefinition")
    .filter((crd) => hasCondition(crd, "Established"))
    .map((crd) => ({
      group: textAt(crd, "spec", "group"),
      versions: servedVersions(crd),
      kind: textAt(crd, "spec", "names", "kind"),
    }));
  const apiVersions = custom.length === 0 ? builtIn : apiVersionsOf([...builtInResources, ...custom]);
  return { kubeVersion, apiVersions };
}

let builtIn: readonly string[] | undefined;

/** Groups and versions first, then the kinds in them. */
function apiVersionsOf(
  resources: readonly Pick<Resource, "group" | "versions" | "kind">[],
): readonly string[] {
  const groupVersions = new Set<string>();
  const kinds: string[] = [];
  for (const { group, versions, kind } of resources)
    for (const version of versions) {
      const groupVersion = group === "" ? version : `${group}/${version}`;
      groupVersions.add(groupVersion);
      kinds.push(`${groupVersion}/${kind}`);
    }
  return [...groupVersions, ...kinds];
}

function servedVersions(crd: KubeObject): readonly string[] {
  const versions = (fieldAt(crd, "spec", "versions") ?? []) as readonly { name: string; served: boolean }[];
  return versions.filter((each) => each.served).map((each) => each.name);
}
