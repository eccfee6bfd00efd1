import { ApiError } from "../../api/api-error.ts";
import { refOf } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { StatefulSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { slowStart } from "../slow-start.ts";
import { RetryLater } from "../work-queue.ts";
import { condemnClaims, ensureClaims, hasStaleClaim } from "./claims.ts";
import { firstOrdinal, identityLabels, ordinalOf, podRevision, statefulPod } from "./stateful-pod.ts";
import { isRunningAndAvailable, isRunningAndReady, type Revisions } from "./stateful-set-status.ts";

const source = "statefulset-controller";

const isTerminating = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;
const isHealthy = (pod: Pod): boolean => isRunningAndReady(pod) && !isTerminating(pod);

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
  const first = firstOrdinal(set);
  const ordered = set.spec.podManagementPolicy !== "Parallel";
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const available = (pod: Pod): boolean => isRunningAndAvailable(pod, minReadySeconds, clock.milliseconds);
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(set, pod) ?? -1, pod]));
  const replicas = Array.from({ length: set.spec.replicas }, (_, i) => byOrdinal.get(first + i));
  const condemned = [...byOrdinal]
    .filter(([ordinal]) => ordinal >= 0 && (ordinal < first || ordinal >= first + set.spec.replicas))
    .sort(([a], [b]) => b - a);
  // An absent replica is unhealthy too.
  const firstUnhealthy = replicas.every((pod) => pod !== undefined && isHealthy(pod))
    ? condemned.findLast(([, pod]) => !isHealthy(pod))?.[1]
    : undefined;

  if (ordered) {
    for (let i = 0; i < replicas.length; i++) if (processReplica(i)) return 0;
  } else {
    const { error } = slowStart(replicas.length, processReplica);
    if (error !== undefined) throw error;
  }
  for (const [ordinal, pod] of condemned) if (processCondemned(ordinal, pod)) return 0;
  return set.spec.updateStrategy.type === "OnDelete" ? 0 : replaceOutdated();

  /** Gives whether the others have to wait for this one. */
  function processReplica(i: number): boolean {
    const pod = replicas[i];
    const ordinal = first + i;
    if (pod === undefined) {
      if (hasStaleClaim(context, set, ordinal)) return true;
      createPod(ordinal, i);
      return true;
    }
    if (pod.status.phase === "Failed" || pod.status.phase === "Succeeded") {
      if (!isTerminating(pod)) deletePod(pod);
      return true;
    }
    if (pod.status.phase === "Pending") ensureClaims(context, set, ordinal);
    if (ordered && (isTerminating(pod) || !available(pod))) return true;
    restoreIdentity(pod, ordinal);
    return false;
  }

  /** Up to the partition a pod has the revision of its neighbours, also if it is made anew. */
  function createPod(ordinal: number, i: number): void {
    const { updateStrategy } = set.spec;
    const old = updateStrategy.type === "RollingUpdate" && i < (updateStrategy.rollingUpdate?.partition ?? 0);
    const pod = statefulPod(set, ordinal, old ? revisions.current : revisions.update, rules);
    const name = pod.metadata.name ?? "";
    try {
      ensureClaims(context, set, ordinal);
      api.create(pod);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      record(
        "Warning",
        "FailedCreate",
        `Create Pod ${name} in StatefulSet ${set.metadata.name} failed error: ${error.message}`,
      );
      throw new RetryLater(error.message, { cause: error });
    }
    record("Normal", "SuccessfulCreate", `Create Pod ${name} in StatefulSet ${set.metadata.name} successful`);
  }

  function deletePod(pod: Pod): void {
    api.delete(refOf(pod), { uid: pod.metadata.uid });
    const { name } = pod.metadata;
    record("Normal", "SuccessfulDelete", `Delete Pod ${name} in StatefulSet ${set.metadata.name} successful`);
  }

  function processCondemned(ordinal: number, pod: Pod): boolean {
    if (isTerminating(pod)) return ordered;
    if (ordered && !available(pod) && pod !== firstUnhealthy) return true;
    condemnClaims(context, set, pod, ordinal);
    deletePod(pod);
    return ordered;
  }

  function replaceOutdated(): number {
    const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
    for (let i = replicas.length - 1; i >= partition; i--) {
      const pod = replicas[i];
      if (pod === undefined) return 0;
      if (podRevision(pod) !== revisions.update.name && !isTerminating(pod)) {
        deletePod(pod);
        return 1;
      }
      if (!isHealthy(pod) || !available(pod)) return 0;
    }
    return 0;
  }

  function restoreIdentity(pod: Pod, ordinal: number): void {
    const wanted = identityLabels(pod.metadata.name, ordinal, rules);
    const labels = pod.metadata.labels ?? {};
    if (Object.entries(wanted).every(([key, value]) => labels[key] === value)) return;
    api.update<Pod>(refOf(pod), (stored) => ({
      ...stored,
      metadata: { ...stored.metadata, labels: { ...stored.metadata.labels, ...wanted } },
    }));
    record(
      "Normal",
      "SuccessfulUpdate",
      `Update Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`,
    );
  }

  function record(type: "Normal" | "Warning", reason: string, message: string): void {
    context.events.record(source, set, type, reason, message);
  }
}
