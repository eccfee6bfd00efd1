import type { Deployment, ReplicaSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { fenceposts } from "./fenceposts.ts";
import {
  desiredReplicasOf,
  isScaledUp,
  maxReplicasOf,
  scaleReplicaSet,
  totalReplicas,
} from "./replica-sets.ts";

/**
 * Fits the ReplicaSets to a Deployment whose size changed, or that is paused: the only active one takes it all, several
 * share it by their size (pkg/controller/deployment/sync.go, scale).
 */
export function scaleProportionally(
  context: ClusterContext,
  deployment: Deployment,
  current: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
): void {
  const { replicas, strategy } = deployment.spec;
  const active = [...old, ...(current === undefined ? [] : [current])].filter(isScaledUp);
  if (active.length <= 1) {
    const only = active[0] ?? current ?? old.at(-1);
    if (only !== undefined && only.spec.replicas !== replicas)
      scaleReplicaSet(context, deployment, only, replicas);
  } else if (current !== undefined && isSaturated(deployment, current)) {
    for (const set of active) if (set !== current) scaleReplicaSet(context, deployment, set, 0);
  } else if (strategy.type === "RollingUpdate") share(context, deployment, active);
}

function share(context: ClusterContext, deployment: Deployment, active: readonly ReplicaSet[]): void {
  const { replicas } = deployment.spec;
  const allowed = replicas > 0 ? replicas + fenceposts(deployment).surge : 0;
  const toAdd = allowed - totalReplicas(active);
  const ordered = bySize(active, toAdd >= 0);
  let added = 0;
  const sizes = ordered.map((set) => {
    const part = toAdd === added ? 0 : proportion(set, deployment, allowed, toAdd - added);
    added += part;
    return { set, size: set.spec.replicas + part };
  });
  const [largest] = sizes;
  if (largest !== undefined) largest.size = Math.max(0, largest.size + toAdd - added);
  for (const { set, size } of sizes) scaleReplicaSet(context, deployment, set, size);
}

/** The larger ones first; of equals the newer ones if pods are added, the older ones if they are taken away. */
function bySize(active: readonly ReplicaSet[], newerFirst: boolean): readonly ReplicaSet[] {
  const oldestFirst = newerFirst ? [...active].reverse() : [...active];
  return oldestFirst.sort((a, b) => b.spec.replicas - a.spec.replicas);
}

/** The part of the change that one ReplicaSet takes, rounded, and never past what is left of it. */
function proportion(set: ReplicaSet, deployment: Deployment, allowed: number, left: number): number {
  const fraction = fractionOf(set, deployment, allowed);
  return left > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
}

function fractionOf(set: ReplicaSet, deployment: Deployment, allowed: number): number {
  const { replicas } = set.spec;
  if (deployment.spec.replicas === 0) return -replicas;
  const before = maxReplicasOf(set) ?? deployment.status.replicas ?? 0;
  return before === 0 ? 0 : Math.round((replicas * allowed) / before) - replicas;
}

/** Whether the new ReplicaSet alone is what the Deployment wants, and knows it (util/deployment_util.go, IsSaturated). */
const isSaturated = ({ spec }: Deployment, set: ReplicaSet): boolean =>
  set.spec.replicas === spec.replicas &&
  desiredReplicasOf(set) === spec.replicas &&
  set.status.availableReplicas === spec.replicas;
