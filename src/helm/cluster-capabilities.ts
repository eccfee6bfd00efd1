import type { KubeObject } from "../cluster/api/object.ts";
import { builtInResources } from "../cluster/api/resources.ts";
import type { ClusterContext } from "../cluster/cluster.ts";
import { fieldAt, hasCondition, textAt } from "./readiness/object-fields.ts";

export interface ClusterCapabilities {
  /** `v1.36.0` */
  readonly kubeVersion: string;
  /** `apps/v1` and `apps/v1/Deployment` for everything that is served */
  readonly apiVersions: readonly string[];
}

/** What the virtual cluster answers to discovery. */
export function clusterCapabilities({
  api,
  rules,
}: Pick<ClusterContext, "api" | "rules">): ClusterCapabilities {
  const groupVersions = new Set<string>();
  const kinds: string[] = [];
  const add = (group: string, version: string, kind: string): void => {
    const groupVersion = group === "" ? version : `${group}/${version}`;
    groupVersions.add(groupVersion);
    kinds.push(`${groupVersion}/${kind}`);
  };
  for (const { group, versions, kind } of builtInResources)
    for (const version of versions) add(group, version, kind);
  for (const crd of api.list("CustomResourceDefinition"))
    if (hasCondition(crd, "Established"))
      for (const version of servedVersions(crd))
        add(textAt(crd, "spec", "group"), version, textAt(crd, "spec", "names", "kind"));
  return { kubeVersion: `v${rules.version}.0`, apiVersions: [...groupVersions, ...kinds] };
}

function servedVersions(crd: KubeObject): readonly string[] {
  const versions = (fieldAt(crd, "spec", "versions") ?? []) as readonly { name: string; served: boolean }[];
  return versions.filter((each) => each.served).map((each) => each.name);
}
