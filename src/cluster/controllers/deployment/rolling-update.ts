import type { Deployment, ReplicaSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { fenceposts } from "./fenceposts.ts";
import { isScaledUp, scaleReplicaSet, totalAvailable, totalReplicas } from "./replica-sets.ts";

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
  const { replicas } = deployment.spec;
  const size = current.spec.replicas;
  const wanted = size > replicas ? replicas : newReplicas(deployment, [...old, current], size);
  if (wanted !== size) {
    scaleReplicaSet(context, deployment, current, wanted);
    return true;
  }
  return shrinkOld(context, deployment, current, old.filter(isScaledUp));
}

function shrinkOld(
  context: ClusterContext,
  deployment: Deployment,
  current: ReplicaSet,
  old: readonly ReplicaSet[],
): boolean {
  if (old.length === 0) return false;
  const minimum = deployment.spec.replicas - fenceposts(deployment).unavailable;
  const newUnavailable = current.spec.replicas - (current.status.availableReplicas ?? 0);
  const removable = totalReplicas([...old, current]) - minimum - newUnavailable;
  if (removable <= 0) return false;

  let scaled = false;
  const shrink = (set: ReplicaSet, by: number): ReplicaSet => {
    if (by <= 0) return set;
    scaled = true;
    return scaleReplicaSet(context, deployment, set, set.spec.replicas - by);
  };
  // Pods that are not available anyway go first, and cost nothing.
  let left = removable;
  const healthy: ReplicaSet[] = [];
  for (const set of old) {
    const unhealthy = set.spec.replicas - (set.status.availableReplicas ?? 0);
    // A set that counts more available pods than it wants has been shrunk and has not counted again. Whoever goes by
    // that count takes pods that are gone for spare ones; so this waits for the count, which brings the next step.
    if (left > 0 && set.spec.replicas > 0 && unhealthy < 0) return false;
    const by = Math.min(left, unhealthy);
    left -= Math.max(0, by);
    healthy.push(shrink(set, by));
  }
  let spare = totalAvailable([...healthy, current]) - minimum;
  for (const set of healthy) {
    const by = Math.min(set.spec.replicas, spare);
    spare -= Math.max(0, by);
    shrink(set, by);
  }
  return scaled;
}
