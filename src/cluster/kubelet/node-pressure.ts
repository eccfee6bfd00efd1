import type { Pod } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";
import type { Pressure } from "./node-status.ts";
import type { Verdict } from "./pod-status.ts";

/** What a kubelet evicts pods for. */
export type ScarceResource = "memory" | "ephemeral-storage" | "pids";

/** A pod that is evicted for a hard threshold has this long to stop, milliseconds. */
export const evictionGrace = 1000;
/** A node stays under pressure for so long after the last sign of it, milliseconds. */
export const pressureTransition = 300_000;

export const pressureFor: Readonly<Record<ScarceResource, Pressure>> = {
  memory: "MemoryPressure",
  "ephemeral-storage": "DiskPressure",
  pids: "PIDPressure",
};

/** The default hard thresholds, and what may be left when they are met. */
const thresholds: Readonly<Record<ScarceResource, string>> = {
  memory: "Threshold quantity: 100Mi, available: 98764Ki. ",
  "ephemeral-storage": "Threshold quantity: 10Gi, available: 9953Mi. ",
  pids: "",
};

/** What an evicted pod is told (pkg/kubelet/eviction/helpers.go, evictionMessage). */
export function evictionVerdict({ clock }: ClusterContext, resource: ScarceResource): Verdict {
  const message = `The node was low on resource: ${resource}. ${thresholds[resource]}`;
  return {
    reason: "Evicted",
    message,
    condition: {
      type: "DisruptionTarget",
      status: "True",
      reason: "TerminationByKubelet",
      message,
      lastTransitionTime: clock.timestamp(),
    },
  };
}

/** Why a node under pressure takes no such pod (pkg/kubelet/eviction/eviction_manager.go, Admit); undefined: it does. */
export function pressureRefusal(under: ReadonlyMap<Pressure, unknown>, pod: Pod): Verdict | undefined {
  if (under.size === 0 || (pod.spec.priority ?? 0) >= 2_000_000_000) return undefined;
  if (under.size === 1 && under.has("MemoryPressure")) {
    if (pod.status.qosClass !== "BestEffort") return undefined;
    const key = "node.kubernetes.io/memory-pressure";
    const tolerates = (pod.spec.tolerations ?? []).some(
      (each) => each.key === key || (each.key === undefined && each.operator === "Exists"),
    );
    if (tolerates) return undefined;
  }
  return { reason: "Evicted", message: `The node had condition: [${[...under.keys()].join(" ")}]. ` };
}
