import { deepEqual } from "../../../util/deep-equal.ts";
import { refOf } from "../../api/object.ts";
import { isReady, type Pod } from "../../api/pod.ts";
import type { StatefulSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { availableIn } from "../pod-availability.ts";
import { podRevision, type Revision } from "./stateful-pod.ts";

type Status = StatefulSet["status"];

/** The templates that a StatefulSet's pods have and are to have. */
export interface Revisions {
  readonly current: Revision;
  readonly update: Revision;
}

const isRunningAndReady = (pod: Pod): boolean => pod.status.phase === "Running" && isReady(pod);

/** Ready for long enough; `now`: milliseconds since the epoch. */
export const isRunningAndAvailable = (pod: Pod, minReadySeconds: number, now: number): boolean =>
  isRunningAndReady(pod) && availableIn(pod, minReadySeconds, now) === 0;

/** What the pods are like now (pkg/controller/statefulset/stateful_set_control.go, updateStatus). */
export function countPods(set: StatefulSet, revisions: Revisions, pods: readonly Pod[], now: number): Status {
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const ready = pods.filter(isRunningAndReady);
  const kept = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined);
  const ofRevision = ({ name }: Revision): number => kept.filter((pod) => podRevision(pod) === name).length;
  return {
    ...(set.metadata.generation === undefined ? {} : { observedGeneration: set.metadata.generation }),
    replicas: pods.length,
    ...(ready.length === 0 ? {} : { readyReplicas: ready.length }),
    currentReplicas: ofRevision(revisions.current),
    updatedReplicas: ofRevision(revisions.update),
    currentRevision: revisions.current.name,
    updateRevision: revisions.update.name,
    collisionCount: set.status.collisionCount ?? 0,
    availableReplicas: ready.filter((pod) => isRunningAndAvailable(pod, minReadySeconds, now)).length,
  };
}

/** Writes a status that says something new; a finished rolling update makes the new revision the current one. */
export function writeStatus({ api }: ClusterContext, set: StatefulSet, status: Status): void {
  const { replicas } = set.spec;
  const finished =
    set.spec.updateStrategy.type === "RollingUpdate" &&
    status.updatedReplicas === replicas &&
    (status.readyReplicas ?? 0) === replicas &&
    status.replicas === replicas;
  const { updatedReplicas = 0, updateRevision = "" } = status;
  const next = withoutZeros(
    finished ? { ...status, currentReplicas: updatedReplicas, currentRevision: updateRevision } : status,
  );
  if (!deepEqual(next, set.status)) api.updateStatus<StatefulSet>(refOf(set), () => next);
}

function withoutZeros({ currentReplicas = 0, updatedReplicas = 0, ...rest }: Status): Status {
  return {
    ...rest,
    ...(currentReplicas === 0 ? {} : { currentReplicas }),
    ...(updatedReplicas === 0 ? {} : { updatedReplicas }),
  };
}
