import { isFinished, type Pod } from "../../api/pod.ts";
import type { ClusterContext } from "../../cluster.ts";
import { type DeploymentState, syncRevision } from "./current-replica-set.ts";
import { isScaledUp, scaleReplicaSet } from "./replica-sets.ts";

/**
 * Stops all old pods before it makes new ones (pkg/controller/deployment/recreate.go). A pod that is still terminating
 * holds the rollout up.
 */
export function recreate(context: ClusterContext, state: DeploymentState): DeploymentState {
  const known = syncRevision(context, state, false);
  const { deployment, old } = known;
  const running = old.filter(isScaledUp);
  for (const set of running) scaleReplicaSet(context, deployment, set, 0);
  const leftOver = old.some((set) =>
    context.api.ownedBy<Pod>("Pod", set.metadata.uid).some((pod) => !isFinished(pod)),
  );
  if (running.length > 0 || leftOver) return known;
  const next = known.current === undefined ? syncRevision(context, known, true) : known;
  const { current } = next;
  if (current !== undefined && current.spec.replicas !== deployment.spec.replicas)
    scaleReplicaSet(context, next.deployment, current, deployment.spec.replicas);
  return next;
}
