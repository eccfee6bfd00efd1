import type { Deployment, ReplicaSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { fenceposts } from "./fenceposts.ts";
import { scaleReplicaSet, totalAvailable, totalReplicas } from "./replica-sets.ts";

/** How large the new ReplicaSet may be now (util/deployment_util.go, NewRSNewReplicas). */
export function newReplicas(deployment: Deployment, all: readonly ReplicaSet[], current: number): number {
  const { replicas, strategy } = deployment.spec;
  if (strategy.type === "Recreate") return replicas;
  const room = replicas + fenceposts(deployment).surge - totalReplicas(all);
  return room <= 0 ? current : current + Math.min(room, replicas - current);
}

/**
 * One step of a rolling update: grow the new ReplicaSet as far as the surge allows, else shrink the old ones as far as
 * the available pods allow (pkg/controller/deployment/rolling.go). Gives whether anything was scaled.
 */
export function rollOn(
  context: ClusterContext,
  deployment: Deployment,
  current: ReplicaSet,
  old: readonly ReplicaSet[],
): boolean {
  const all = [...old, current];
  const { replicas } = deployment.spec;
  if (current.spec.replicas > replicas) {
    scaleReplicaSet(context, deployment, current, replicas);
    return true;
  }
  const wanted = newReplicas(deployment, all, current.spec.replicas);
  if (wanted > current.spec.replicas) {
    scaleReplicaSet(context, deployment, current, wanted);
    return true;
  }
  return shrinkOld(context, deployment, current, old);
}

function shrinkOld(
  context: ClusterContext,
  deployment: Deployment,
  current: ReplicaSet,
  old: readonly ReplicaSet[],
): boolean {
  const all = [...old, current];
  if (totalReplicas(old) === 0) return false;
  const minimum = deployment.spec.replicas - fenceposts(deployment).unavailable;
  const newUnavailable = current.spec.replicas - (current.status.availableReplicas ?? 0);
  const removable = totalReplicas(all) - minimum - newUnavailable;
  if (removable <= 0) return false;

  const sizes = new Map(old.map((set) => [set, set.spec.replicas]));
  let cleaned = 0;
  // Pods that are not available anyway go first, and cost nothing.
  for (const set of old) {
    const unhealthy = set.spec.replicas - (set.status.availableReplicas ?? 0);
    const less = Math.min(removable - cleaned, Math.max(0, unhealthy));
    sizes.set(set, set.spec.replicas - less);
    cleaned += less;
  }
  let budget = totalAvailable(all) - minimum;
  for (const set of old) {
    if (budget <= 0) break;
    const size = sizes.get(set) ?? 0;
    const less = Math.min(size, budget);
    sizes.set(set, size - less);
    budget -= less;
  }
  let scaled = false;
  for (const [set, size] of sizes) {
    if (size === set.spec.replicas) continue;
    scaleReplicaSet(context, deployment, set, size);
    scaled = true;
  }
  return scaled;
}
