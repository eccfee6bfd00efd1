import { controllerOf, keyOf, matchesSelector, refFromKey, refOf } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { Deployment, ReplicaSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { adoptOrphans, releaseMismatch } from "../adopt-orphans.ts";
import { WorkQueue } from "../work-queue.ts";
import { type DeploymentState, syncRevision } from "./current-replica-set.ts";
import { hasDeadline, setCondition } from "./deployment-conditions.ts";
import { isComplete, syncRolloutStatus, syncScaledStatus } from "./deployment-status.ts";
import { scaleProportionally } from "./proportional-scaling.ts";
import { recreate } from "./recreate.ts";
import { allOf, desiredReplicasOf, isScaledUp, ownedReplicaSets, revisionOf } from "./replica-sets.ts";
import { rollOn } from "./rolling-update.ts";

/** Rolls pods from one template to the next (pkg/controller/deployment/deployment_controller.go). */
export function startDeploymentController(context: ClusterContext): void {
  const { api, kernel, latency } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync: syncTimed,
    retry: { first: 5, longest: 1_000_000 },
  });

  api.watch<Deployment>("Deployment", ({ object }) => queue.add(keyOf(object)));
  api.watch<ReplicaSet>("ReplicaSet", ({ object, old }) => {
    const owner = controllerOf(object);
    if (owner === undefined) {
      for (const each of api.list<Deployment>("Deployment", object.metadata.namespace))
        if (matchesSelector(each.spec.selector, object.metadata.labels)) queue.add(keyOf(each));
    } else if (owner.kind === "Deployment") {
      const deployment = api.store.byUid(owner.uid) as Deployment | undefined;
      if (deployment === undefined) return;
      if (old !== undefined && old.metadata.labels !== object.metadata.labels)
        releaseMismatch(api, deployment, object, deployment.spec.selector);
      queue.add(keyOf(deployment));
    }
  });
  // A Recreate rollout waits for the last old pod to be gone.
  api.watch<Pod>("Pod", ({ type, object }) => {
    if (type !== "DELETED") return;
    const set = api.store.byUid(controllerOf(object)?.uid ?? "");
    const owner = set === undefined ? undefined : api.store.byUid(controllerOf(set)?.uid ?? "");
    if (owner?.kind !== "Deployment") return;
    if ((owner as Deployment).spec.strategy.type === "Recreate") queue.add(keyOf(owner));
  });

  /** Its calls are made one after the other. */
  function syncTimed(key: string): number {
    const before = api.writes;
    sync(key);
    return (api.writes - before) * latency.apiCall;
  }

  function sync(key: string): void {
    const deployment = api.get<Deployment>(refFromKey("Deployment", key));
    if (deployment === undefined) return;
    adoptOrphans(api, deployment, "ReplicaSet", deployment.spec.selector);
    const read: DeploymentState = { deployment, ...ownedReplicaSets(context, deployment) };
    if (deployment.metadata.deletionTimestamp !== undefined) {
      syncScaledStatus(context, syncRevision(context, read, false));
      return;
    }
    const state = { ...read, deployment: withPause(deployment) };
    if (deployment.spec.paused === true || isScalingEvent(state)) {
      const known = syncRevision(context, state, false);
      scaleProportionally(context, known.deployment, known.current, known.old);
      if (deployment.spec.paused === true) cleanUp(known);
      syncScaledStatus(context, known);
      return;
    }
    const after = deployment.spec.strategy.type === "Recreate" ? recreate(context, state) : roll(state);
    if (isComplete(after.deployment, after.deployment.status)) cleanUp(after);
    const wait = syncRolloutStatus(context, after);
    if (wait !== undefined) queue.addAfter(key, wait);
  }

  function roll(state: DeploymentState): DeploymentState {
    const next = syncRevision(context, state, true);
    if (next.current !== undefined) rollOn(context, next.deployment, next.current, next.old);
    return next;
  }

  /** Tells that progress is not watched while the Deployment is paused (sync.go, checkPausedConditions). */
  function withPause(deployment: Deployment): Deployment {
    const { conditions = [] } = deployment.status;
    const reason = conditions.find((each) => each.type === "Progressing")?.reason;
    const paused = deployment.spec.paused === true;
    if (!hasDeadline(deployment) || reason === "ProgressDeadlineExceeded") return deployment;
    if (paused === (reason === "DeploymentPaused")) return deployment;
    const condition = {
      type: "Progressing",
      status: "Unknown",
      reason: paused ? "DeploymentPaused" : "DeploymentResumed",
      message: paused ? "Deployment is paused" : "Deployment is resumed",
    } as const;
    return api.updateStatus<Deployment>(refOf(deployment), (status) => ({
      ...status,
      conditions: setCondition(context, status.conditions ?? [], condition),
    }));
  }

  /** After a finished rollout the oldest empty ReplicaSets beyond the history limit go. */
  function cleanUp({ deployment, old }: DeploymentState): void {
    const alive = old.filter((set) => set.metadata.deletionTimestamp === undefined);
    const surplus = alive.length - deployment.spec.revisionHistoryLimit;
    if (surplus <= 0) return;
    const oldest = [...alive].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, surplus);
    for (const { spec, status, metadata } of oldest) {
      const observed = (metadata.generation ?? 0) <= (status.observedGeneration ?? 0);
      const { namespace = "", name } = metadata;
      if (spec.replicas === 0 && status.replicas === 0 && observed)
        api.delete({ kind: "ReplicaSet", namespace, name });
    }
  }
}

/** Some active ReplicaSet was sized for another number of replicas than the Deployment asks for now. */
const isScalingEvent = (state: DeploymentState): boolean =>
  allOf(state).some((set) => {
    const desired = desiredReplicasOf(set);
    return isScaledUp(set) && desired !== undefined && desired !== state.deployment.spec.replicas;
  });
