import { compareStrings } from "../../../util/compare-strings.ts";
import type { ApiServer } from "../../api/api-server.ts";
import type { Node } from "../../api/node.ts";
import { isFinished, type Pod, type PodSpec, type Toleration } from "../../api/pod.ts";
import type { DaemonSet } from "../../api/workloads.ts";
import { isTolerated, matchesNodeAffinity } from "../../scheduler/plugins/node-plugins.ts";

const tolerated = (key: string, effect: string): Toleration => ({ key, operator: "Exists", effect });

/** What every daemon pod tolerates (pkg/controller/daemon/util/daemonset_util.go). */
const daemonTolerations = (spec: PodSpec): readonly Toleration[] => [
  tolerated("node.kubernetes.io/not-ready", "NoExecute"),
  tolerated("node.kubernetes.io/unreachable", "NoExecute"),
  tolerated("node.kubernetes.io/disk-pressure", "NoSchedule"),
  tolerated("node.kubernetes.io/memory-pressure", "NoSchedule"),
  tolerated("node.kubernetes.io/pid-pressure", "NoSchedule"),
  tolerated("node.kubernetes.io/unschedulable", "NoSchedule"),
  ...(spec.hostNetwork === true ? [tolerated("node.kubernetes.io/network-unavailable", "NoSchedule")] : []),
];

/** Whether a new daemon pod belongs on a node, and whether one that is there may stay. */
export function belongsOn(set: DaemonSet, node: Node): { readonly run: boolean; readonly stay: boolean } {
  const { spec } = set.spec.template;
  if (!matchesNodeAffinity(spec, node)) return { run: false, stay: false };
  const tolerations = [...(spec.tolerations ?? []), ...daemonTolerations(spec)];
  const untolerated = (node.spec.taints ?? []).filter((taint) => !isTolerated(taint, tolerations));
  return {
    run: untolerated.every(({ effect }) => effect === "PreferNoSchedule"),
    stay: untolerated.every(({ effect }) => effect !== "NoExecute"),
  };
}

/** The template's pod spec, bound to one node by affinity: the scheduler does the rest. */
export function specFor(set: DaemonSet, node: string): Readonly<Record<string, unknown>> {
  const { spec } = set.spec.template;
  const field = { key: "metadata.name", operator: "In", values: [node] };
  const affinity = (spec.affinity?.nodeAffinity ?? {}) as {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms?: readonly Readonly<Record<string, unknown>>[];
    };
  };
  const terms = affinity.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [{}];
  return {
    affinity: {
      ...spec.affinity,
      nodeAffinity: {
        ...affinity,
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: terms.map((term) => ({ ...term, matchFields: [field] })),
        },
      },
    },
    tolerations: [...(spec.tolerations ?? []), ...daemonTolerations(spec)],
  };
}

/**
 * The set's pods by the node they are on or meant for, those that are bound and old first; one that is over and being
 * deleted counts no more.
 */
export function podsByNode(api: ApiServer, set: DaemonSet): ReadonlyMap<string, readonly Pod[]> {
  const byNode = new Map<string, Pod[]>();
  for (const pod of api.ownedBy<Pod>("Pod", set.metadata.uid).sort(byAge)) {
    if (isFinished(pod) && pod.metadata.deletionTimestamp !== undefined) continue;
    const node = pod.spec.nodeName ?? targetOf(pod) ?? "";
    const pods = byNode.get(node) ?? [];
    byNode.set(node, pods);
    pods.push(pod);
  }
  return byNode;
}

const byAge = (left: Pod, right: Pod): number =>
  Number(left.spec.nodeName === undefined) - Number(right.spec.nodeName === undefined) ||
  compareStrings(left.metadata.creationTimestamp, right.metadata.creationTimestamp) ||
  compareStrings(left.metadata.name, right.metadata.name);

function targetOf(pod: Pod): string | undefined {
  const affinity = pod.spec.affinity?.nodeAffinity as
    | {
        requiredDuringSchedulingIgnoredDuringExecution?: {
          nodeSelectorTerms?: readonly { matchFields?: readonly { values?: readonly string[] }[] }[];
        };
      }
    | undefined;
  const [term] = affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return term?.matchFields?.[0]?.values?.[0];
}
