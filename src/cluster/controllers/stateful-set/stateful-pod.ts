import type { ObjectInput } from "../../api/object.ts";
import { ownerReference } from "../../api/object.ts";
import type { Pod, PodTemplate, Volume } from "../../api/pod.ts";
import type { StatefulSet } from "../../api/workloads.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { revisionLabel } from "../controller-revisions.ts";

const nameLabel = "statefulset.kubernetes.io/pod-name";
const indexLabel = "apps.kubernetes.io/pod-index";

/** A template by the name under which it is stored. */
export interface Revision {
  readonly name: string;
  readonly template: PodTemplate;
}

/** The number at the end of a pod's name; undefined if the pod is not one of this StatefulSet's. */
export function ordinalOf({ metadata }: StatefulSet, pod: Pod): number | undefined {
  const match = /^(.*)-(\d+)$/.exec(pod.metadata.name);
  return match?.[1] === metadata.name ? Number(match[2]) : undefined;
}

export const podRevision = (pod: Pod): string => pod.metadata.labels?.[revisionLabel] ?? "";

export const firstOrdinal = ({ spec }: StatefulSet): number => spec.ordinals?.start ?? 0;

/** The claims of a pod, by the name of their volume. */
export const claimNames = (set: StatefulSet, ordinal: number): readonly (readonly [string, string])[] =>
  (set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => [
    metadata.name,
    `${metadata.name}-${set.metadata.name}-${ordinal}`,
  ]);

/** The pod with this ordinal, of this revision (pkg/controller/statefulset/stateful_set_utils.go, newStatefulSetPod). */
export function statefulPod(
  set: StatefulSet,
  ordinal: number,
  revision: Revision,
  rules: KubernetesRules,
): ObjectInput {
  const { template } = revision;
  const name = `${set.metadata.name}-${ordinal}`;
  const volumes = volumesWithClaims(set, ordinal, template.spec.volumes);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      generateName: `${set.metadata.name}-`,
      name,
      namespace: set.metadata.namespace ?? "",
      labels: {
        ...template.metadata?.labels,
        ...identityLabels(name, ordinal, rules),
        [revisionLabel]: revision.name,
      },
      ...(template.metadata?.annotations === undefined ? {} : { annotations: template.metadata.annotations }),
      ownerReferences: [ownerReference(set)],
    },
    spec: {
      ...template.spec,
      ...(volumes.length === 0 ? {} : { volumes }),
      hostname: name,
      ...(set.spec.serviceName === undefined ? {} : { subdomain: set.spec.serviceName }),
    },
  };
}

/** Labels that a pod of a StatefulSet has to keep. */
export const identityLabels = (
  name: string,
  ordinal: number,
  { podIndexLabels }: KubernetesRules,
): Record<string, string> => ({
  [nameLabel]: name,
  ...(podIndexLabels ? { [indexLabel]: String(ordinal) } : {}),
});

/** A claim takes the place of the template's volume of the same name. */
function volumesWithClaims(
  set: StatefulSet,
  ordinal: number,
  volumes: readonly Volume[] = [],
): readonly Volume[] {
  const claims = claimNames(set, ordinal).map(([name, claimName]) => ({
    name,
    persistentVolumeClaim: { claimName },
  }));
  const names = new Set(claims.map(({ name }) => name));
  return [...claims, ...volumes.filter(({ name }) => !names.has(name))];
}
