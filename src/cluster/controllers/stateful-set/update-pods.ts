import { ApiError } from "../../api/api-error.ts";
import { refOf } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { StatefulSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { slowStart } from "../slow-start.ts";
import { RetryLater } from "../work-queue.ts";
import { applyRetention, ensureClaims, hasStaleClaim } from "./claims.ts";
import { outdatedPods } from "./replace-outdated.ts";
import { SetEvents } from "./set-events.ts";
import { firstOrdinal, identityLabels, ordinalOf, statefulPod } from "./stateful-pod.ts";
import { isRunningAndAvailable, type Revisions } from "./stateful-set-status.ts";

const isTerminating = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

/**
 * Brings a StatefulSet's pods nearer to what it asks for: missing ones are made, surplus ones deleted, outdated ones
 * replaced, one at a time where the order matters (pkg/controller/statefulset/stateful_set_control.go). Gives how many
 * outdated pods it began to replace.
 * @throws RetryLater when the server refuses
 */
export function updatePods(
  context: ClusterContext,
  set: StatefulSet,
  revisions: Revisions,
  pods: readonly Pod[],
): number {
  const { api, clock, rules } = context;
  const events = new SetEvents(context, set);
  const first = firstOrdinal(set);
  const isOrdered = set.spec.podManagementPolicy !== "Parallel";
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const isAvailable = (pod: Pod): boolean =>
    !isTerminating(pod) && isRunningAndAvailable(pod, minReadySeconds, clock.milliseconds);
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(set, pod) ?? -1, pod]));
  const replicas = Array.from({ length: set.spec.replicas }, (_, i) => byOrdinal.get(first + i));
  const condemned = [...byOrdinal]
    .filter(([ordinal]) => ordinal >= 0 && (ordinal < first || ordinal >= first + set.spec.replicas))
    .sort(([a], [b]) => b - a);
  const firstUnavailable = replicas.every((pod) => pod !== undefined && isAvailable(pod))
    ? condemned.findLast(([, pod]) => !isAvailable(pod))?.[1]
    : undefined;

  if (isOrdered) {
    for (let i = 0; i < replicas.length; i++) if (processReplica(i)) return 0;
  } else {
    const { error } = slowStart(replicas.length, processReplica);
    if (error !== undefined) throw error;
  }
  for (const [ordinal, pod] of condemned) applyRetention(context, set, pod, ordinal, true);
  for (const [, pod] of condemned) if (processCondemned(pod)) return 0;
  if (set.spec.updateStrategy.type === "OnDelete") return 0;
  const outdated = outdatedPods(set, replicas, revisions.update.name, isAvailable, rules);
  for (const pod of outdated) deletePod(pod);
  return outdated.length;

  /** Gives whether the others have to wait for this one. */
  function processReplica(i: number): boolean {
    const pod = replicas[i];
    const ordinal = first + i;
    if (pod === undefined) {
      if (!hasStaleClaim(context, set, ordinal)) createPod(ordinal, i);
      return true;
    }
    if (pod.status.phase === "Failed" || pod.status.phase === "Succeeded") {
      if (!isTerminating(pod)) deletePod(pod);
      return true;
    }
    if (pod.status.phase === "Pending") ensureClaims(context, set, ordinal, events);
    if (isOrdered && !isAvailable(pod)) return true;
    restoreLabels(pod, ordinal);
    applyRetention(context, set, pod, ordinal, false);
    return false;
  }

  /** Below the partition a pod has the revision of its neighbours, also if it is made anew. */
  function createPod(ordinal: number, i: number): void {
    const { type, rollingUpdate } = set.spec.updateStrategy;
    const isKept = type === "RollingUpdate" && i < (rollingUpdate?.partition ?? 0);
    const input = statefulPod(set, ordinal, isKept ? revisions.current : revisions.update, rules);
    const name = `${set.metadata.name}-${ordinal}`;
    try {
      ensureClaims(context, set, ordinal, events);
      const pod = api.create<Pod>(input);
      applyRetention(context, set, pod, ordinal, false);
      events.pod("Create", name);
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof RetryLater)) throw error;
      const exists = error instanceof ApiError && error.reason === "AlreadyExists";
      if (!exists) events.pod("Create", name, error.message);
      throw new RetryLater(error.message, { cause: error });
    }
  }

  function deletePod(pod: Pod): void {
    api.delete(refOf(pod), { uid: pod.metadata.uid });
    events.pod("Delete", pod.metadata.name);
  }

  function processCondemned(pod: Pod): boolean {
    if (isTerminating(pod)) return isOrdered;
    if (isOrdered && !isAvailable(pod) && pod !== firstUnavailable) return true;
    deletePod(pod);
    return isOrdered;
  }

  function restoreLabels(pod: Pod, ordinal: number): void {
    const wanted = identityLabels(pod.metadata.name, ordinal, rules);
    const labels = pod.metadata.labels ?? {};
    if (Object.entries(wanted).every(([key, value]) => labels[key] === value)) return;
    api.update<Pod>(refOf(pod), (stored) => ({
      ...stored,
      metadata: { ...stored.metadata, labels: { ...stored.metadata.labels, ...wanted } },
    }));
    events.pod("Update", pod.metadata.name);
  }
}
