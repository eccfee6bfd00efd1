import type { KubeObject } from "../../cluster/api/object.ts";

interface Counts {
  readonly readyReplicas?: number;
  readonly updatedReplicas?: number;
  readonly numberReady?: number;
  readonly desiredNumberScheduled?: number;
}

/** How many pods of a workload are to be ready; undefined for what is no workload. */
export function wantedOf({ kind, spec, status }: KubeObject): number | undefined {
  if (kind === "DaemonSet") return (status as Counts | undefined)?.desiredNumberScheduled ?? 0;
  if (kind !== "Deployment" && kind !== "StatefulSet" && kind !== "ReplicaSet") return undefined;
  return (spec as { readonly replicas?: number } | undefined)?.replicas ?? 1;
}

export function readyOf({ kind, status }: KubeObject): number {
  const counts = (status ?? {}) as Counts;
  return (kind === "DaemonSet" ? counts.numberReady : counts.readyReplicas) ?? 0;
}

/** Whether an object is a workload that has fewer ready pods than it wants. */
export function unreadyAt(object: KubeObject): boolean {
  const wanted = wantedOf(object);
  return wanted !== undefined && readyOf(object) < wanted;
}
