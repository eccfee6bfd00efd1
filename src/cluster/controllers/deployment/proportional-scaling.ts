import type { Deployment, ReplicaSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { fenceposts } from "./fenceposts.ts";
import { maxReplicasOf, scaleReplicaSet, totalReplicas } from "./replica-sets.ts";

/**
 * Fits the ReplicaSets to a Deployment whose size changed: the only active one takes it all, several share it by their
 * size (pkg/controller/deployment/sync.go, scale). Gives whether anything was scaled.
 */
export function scaleProportionally(
  context: ClusterContext,
  deployment: Deployment,
  current: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
): boolean {
  const { replicas } = deployment.spec;
  const active = [...old, ...(current === undefined ? [] : [current])].filter((set) => set.spec.replicas > 0);
  const only = active.length === 0 ? current : active.length === 1 ? active[0] : undefined;
  if (only !== undefined) {
    if (only.spec.replicas === replicas) return false;
    scaleReplicaSet(context, deployment, only, replicas);
    return true;
  }
  if (deployment.spec.strategy.type !== "RollingUpdate") return false;
  const allowed = replicas > 0 ? replicas + fenceposts(deployment).surge : 0;
  const total = totalReplicas(active);
  const toAdd = allowed - total;
  if (toAdd === 0) return false;
  const ordered = [...active].sort((a, b) => b.spec.replicas - a.spec.replicas);
  let left = toAdd;
  const sizes = ordered.map((set) => {
    const share = fraction(set, allowed, total, toAdd, left);
    left -= share;
    return { set, size: set.spec.replicas + share };
  });
  const first = sizes[0];
  if (first !== undefined) first.size = Math.max(0, first.size + left);
  for (const { set, size } of sizes)
    if (size !== set.spec.replicas) scaleReplicaSet(context, deployment, set, size);
  return true;
}

/** The part of the change that one ReplicaSet takes, rounded, and never past what is left of it. */
function fraction(set: ReplicaSet, allowed: number, total: number, toAdd: number, left: number): number {
  const before = maxReplicasOf(set) ?? total;
  const share = Math.round((set.spec.replicas * allowed) / before) - set.spec.replicas;
  return toAdd > 0 ? Math.min(share, left) : Math.max(share, left);
}
