import { ApiError } from "../api/api-error.ts";
import { controllerOf, keyOf, type ObjectRef, refFromKey } from "../api/object.ts";
import { isActive, isReady, type Pod, podCondition } from "../api/pod.ts";
import { parseTimestamp } from "../api/wall-clock.ts";
import type { ReplicaSet } from "../api/workloads.ts";
import type { ClusterContext } from "../cluster.ts";
import { byDeletionRank } from "./deletion-rank.ts";
import { PodControl } from "./pod-control.ts";
import { RetryLater, WorkQueue } from "./work-queue.ts";

const burst = 500;

/** Keeps as many pods of a template as asked for (pkg/controller/replicaset/replica_set.go). */
export function startReplicaSetController(context: ClusterContext): void {
  const { api, kernel, latency } = context;
  const pods = new PodControl(context, "replicaset-controller");
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });

  api.watch<ReplicaSet>("ReplicaSet", ({ object }) => queue.add(keyOf(object)));
  api.watch<Pod>("Pod", ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "ReplicaSet") queue.add(`${object.metadata.namespace ?? ""}/${owner.name}`);
  });

  function sync(key: string): void {
    const ref = refFromKey("ReplicaSet", key);
    const set = api.get<ReplicaSet>(ref);
    if (set === undefined) return;
    const owned = api.ownedBy<Pod>("Pod", set.metadata.uid);
    const active = owned.filter(isActive);
    let failure: unknown;
    if (set.metadata.deletionTimestamp === undefined)
      try {
        manage(set, active);
      } catch (error) {
        failure = error;
      }
    updateStatus(ref, set.metadata.uid, failure);
    if (failure !== undefined) throw failure;
  }

  function manage(set: ReplicaSet, active: readonly Pod[]): void {
    const missing = set.spec.replicas - active.length;
    if (missing > 0) {
      for (let i = 0; i < Math.min(missing, burst); i++) pods.create(set, set.spec.template);
    } else if (missing < 0) {
      const now = context.clock.milliseconds;
      const ranked = byDeletionRank(active, now);
      for (const pod of ranked.slice(0, Math.min(-missing, burst))) pods.delete(set, pod);
    }
  }

  function updateStatus(ref: ObjectRef, uid: string, failure: unknown): void {
    const set = api.get<ReplicaSet>(ref);
    if (set === undefined || set.metadata.uid !== uid) return;
    const owned = api.ownedBy<Pod>("Pod", uid);
    const active = owned.filter(isActive);
    const terminating = owned.filter((pod) => !isActive(pod) && pod.metadata.deletionTimestamp !== undefined);
    const minReady = (set.spec.minReadySeconds ?? 0) * 1000;
    const ready = active.filter(isReady);
    const now = context.clock.milliseconds;
    const available = ready.filter((pod) => now - readySince(pod) >= minReady);
    if (available.length < ready.length) {
      const next = Math.min(
        ...ready.map((pod) => readySince(pod) + minReady - now).filter((wait) => wait > 0),
      );
      queue.addAfter(keyOf(set), next);
    }
    const others = (set.status.conditions ?? []).filter((each) => each.type !== "ReplicaFailure");
    const existing = (set.status.conditions ?? []).find((each) => each.type === "ReplicaFailure");
    const conditions =
      failure instanceof RetryLater
        ? [
            ...others,
            {
              type: "ReplicaFailure",
              status: "True" as const,
              reason: "FailedCreate",
              message: failure.message,
              lastTransitionTime: existing?.lastTransitionTime ?? context.clock.timestamp(),
            },
          ]
        : others;
    try {
      api.updateStatus<ReplicaSet>(ref, () => ({
        replicas: active.length,
        ...count("fullyLabeledReplicas", active.length),
        ...count("readyReplicas", ready.length),
        ...count("availableReplicas", available.length),
        ...count("terminatingReplicas", terminating.length),
        ...(set.metadata.generation === undefined ? {} : { observedGeneration: set.metadata.generation }),
        ...(conditions.length === 0 ? {} : { conditions }),
      }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
}

const readySince = (pod: Pod): number =>
  parseTimestamp(podCondition(pod, "Ready")?.lastTransitionTime ?? pod.metadata.creationTimestamp);

/** A counter of zero is left out of a status. */
const count = <K extends string>(name: K, value: number): { [key in K]?: number } =>
  (value === 0 ? {} : { [name]: value }) as { [key in K]?: number };
