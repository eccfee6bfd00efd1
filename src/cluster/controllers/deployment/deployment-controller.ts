import { controllerOf, keyOf, refFromKey, refOf } from "../../api/object.ts";
import { isFinished, type Pod } from "../../api/pod.ts";
import type { Condition, Deployment, ReplicaSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { WorkQueue } from "../work-queue.ts";
import { isComplete, setCondition, syncStatus } from "./deployment-status.ts";
import { scaleProportionally } from "./proportional-scaling.ts";
import {
  annotateRevision,
  createReplicaSet,
  desiredReplicasOf,
  type OwnedReplicaSets,
  ownedReplicaSets,
  recordScaling,
  revisionOf,
  scaleReplicaSet,
  setRevision,
} from "./replica-sets.ts";
import { newReplicas, rollOn } from "./rolling-update.ts";

/** Rolls pods from one template to the next (pkg/controller/deployment/deployment_controller.go). */
export function startDeploymentController(context: ClusterContext): void {
  const { api, kernel, latency } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });

  api.watch<Deployment>("Deployment", ({ object }) => queue.add(keyOf(object)));
  api.watch<ReplicaSet>("ReplicaSet", ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "Deployment") queue.add(`${object.metadata.namespace ?? ""}/${owner.name}`);
  });
  // A Recreate rollout waits for the last old pod to be gone.
  api.watch<Pod>("Pod", ({ type, object }) => {
    if (type !== "DELETED") return;
    const set = api.store.byUid(controllerOf(object)?.uid ?? "");
    const owner = set === undefined ? undefined : controllerOf(set);
    if (owner?.kind === "Deployment") queue.add(`${object.metadata.namespace ?? ""}/${owner.name}`);
  });

  function sync(key: string): void {
    const ref = refFromKey("Deployment", key);
    const deployment = api.get<Deployment>(ref);
    if (deployment === undefined) return;
    const sets = ownedReplicaSets(context, deployment);
    if (deployment.metadata.deletionTimestamp === undefined) act(deployment, sets);
    const after = api.get<Deployment>(ref);
    if (after === undefined) return;
    const now = ownedReplicaSets(context, after);
    const wait = syncStatus(context, after, now.current, now.old);
    if (wait !== undefined) queue.addAfter(key, wait);
  }

  function act(deployment: Deployment, sets: OwnedReplicaSets): void {
    if (deployment.spec.paused === true || isScalingEvent(deployment, sets)) {
      scaleProportionally(context, deployment, sets.current, sets.old);
      return;
    }
    if (deployment.spec.strategy.type === "Recreate") recreate(deployment, sets);
    else rollingUpdate(deployment, sets);
    cleanUp(deployment);
  }

  function rollingUpdate(deployment: Deployment, sets: OwnedReplicaSets): void {
    const current = currentReplicaSet(deployment, sets);
    if (current !== undefined) rollOn(context, deployment, current, sets.old);
  }

  function recreate(deployment: Deployment, sets: OwnedReplicaSets): void {
    const running = sets.old.filter((set) => set.spec.replicas > 0);
    for (const set of running) scaleReplicaSet(context, deployment, set, 0);
    if (running.length > 0) return;
    const leftOver = sets.old.some((set) =>
      api.ownedBy<Pod>("Pod", set.metadata.uid).some((pod) => !isFinished(pod)),
    );
    if (leftOver) return;
    const current = currentReplicaSet(deployment, sets);
    if (current !== undefined && current.spec.replicas !== deployment.spec.replicas)
      scaleReplicaSet(context, deployment, current, deployment.spec.replicas);
  }

  /** Finds the ReplicaSet of the template, or makes it; either way it has the newest revision. */
  function currentReplicaSet(
    deployment: Deployment,
    { current, old }: OwnedReplicaSets,
  ): ReplicaSet | undefined {
    const revision = Math.max(0, ...old.map(revisionOf)) + 1;
    if (current !== undefined) {
      const wanted = Math.max(revisionOf(current), revision);
      if (revisionOf(current) !== wanted) setRevision(context, current, wanted);
      const known = deployment.status.conditions?.some((each) => each.type === "Progressing") ?? false;
      const found = `Found new replica set "${current.metadata.name}"`;
      annotateRevision(
        context,
        deployment,
        wanted,
        known ? undefined : progressing(deployment, "FoundNewReplicaSet", found),
      );
      return api.get<ReplicaSet>(refOf(current));
    }
    const replicas = newReplicas(deployment, old, 0);
    const created = createReplicaSet(context, deployment, replicas, revision);
    if (created === undefined) return undefined;
    const { name } = created.metadata;
    if (replicas > 0)
      recordScaling(context, deployment, `Scaled up replica set ${name} from 0 to ${replicas}`);
    const made = progressing(deployment, "NewReplicaSetCreated", `Created new replica set "${name}"`);
    annotateRevision(context, deployment, revision, made);
    return created;
  }

  const progressing = (deployment: Deployment, reason: string, message: string): readonly Condition[] =>
    setCondition(context, deployment.status.conditions ?? [], {
      type: "Progressing",
      status: "True",
      reason,
      message,
    });

  /** After a finished rollout the oldest empty ReplicaSets beyond the history limit go. */
  function cleanUp(deployment: Deployment): void {
    const now = api.get<Deployment>(refOf(deployment));
    if (now === undefined || !isComplete(now, now.status)) return;
    const { old } = ownedReplicaSets(context, now);
    const surplus = old.length - deployment.spec.revisionHistoryLimit;
    if (surplus <= 0) return;
    const oldest = [...old].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, surplus);
    for (const set of oldest)
      if (
        set.spec.replicas === 0 &&
        set.status.replicas === 0 &&
        set.metadata.deletionTimestamp === undefined
      )
        api.delete(refOf(set));
  }
}

/** Some active ReplicaSet was sized for another number of replicas than the Deployment asks for now. */
const isScalingEvent = (deployment: Deployment, { current, old }: OwnedReplicaSets): boolean =>
  [...old, ...(current === undefined ? [] : [current])].some((set) => {
    const desired = desiredReplicasOf(set);
    return set.spec.replicas > 0 && desired !== undefined && desired !== deployment.spec.replicas;
  });
