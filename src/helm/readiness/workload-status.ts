import type { KubeObject } from "../../cluster/api/object.ts";
import { conditionAt, fieldAt, hasCondition, numberAt, textAt } from "./object-fields.ts";
import { current, failed, inProgress, type StatusResult } from "./status-result.ts";

/** How long a pod may be unschedulable before that counts as a failure, in milliseconds. */
export const scheduleWindow = 15_000;

/** kstatus' rules for what runs pods (cli-utils, pkg/kstatus/status/core.go). `now`: milliseconds since the epoch. */
export const workloadStatus: Readonly<Record<string, (object: KubeObject, now: number) => StatusResult>> = {
  Pod: podStatus,
  Deployment: deploymentStatus,
  ReplicaSet: replicaSetStatus,
  StatefulSet: statefulSetStatus,
  DaemonSet: daemonSetStatus,
};

const count = (object: KubeObject, field: string): number => numberAt(object, 0, "status", field);

function deploymentStatus(deployment: KubeObject): StatusResult {
  const progressing = conditionAt(deployment, "Progressing");
  if (progressing?.reason === "ProgressDeadlineExceeded") return failed("Progress deadline exceeded");
  const wanted = numberAt(deployment, 1, "spec", "replicas");
  const replicas = count(deployment, "replicas");
  const updated = count(deployment, "updatedReplicas");
  const available = count(deployment, "availableReplicas");
  const ready = count(deployment, "readyReplicas");
  if (wanted > replicas) return inProgress(`Replicas: ${replicas}/${wanted}`);
  if (wanted > updated) return inProgress(`Updated: ${updated}/${wanted}`);
  if (replicas > wanted) return inProgress(`Pending termination: ${replicas - wanted}`);
  if (updated > available) return inProgress(`Available: ${available}/${updated}`);
  if (wanted > ready) return inProgress(`Ready: ${ready}/${wanted}`);
  const done = progressing?.status === "True" && progressing.reason === "NewReplicaSetAvailable";
  if (!done && !hasNoDeadline(deployment)) return inProgress("ReplicaSet not Available");
  if (!hasCondition(deployment, "Available")) return inProgress("Deployment not Available");
  return current(`Deployment is available. Replicas: ${replicas}`);
}

/** Without a deadline (the largest int32 counts as none) the controller writes no Progressing condition. */
const hasNoDeadline = (deployment: KubeObject): boolean =>
  numberAt(deployment, 0x7fff_ffff, "spec", "progressDeadlineSeconds") === 0x7fff_ffff;

function replicaSetStatus(set: KubeObject): StatusResult {
  if (hasCondition(set, "ReplicaFailure")) return inProgress("Replica Failure condition. Check Pods");
  const wanted = numberAt(set, 1, "spec", "replicas");
  const labelled = count(set, "fullyLabeledReplicas");
  const available = count(set, "availableReplicas");
  const ready = count(set, "readyReplicas");
  const replicas = count(set, "replicas");
  if (wanted > labelled) return inProgress(`Labelled: ${labelled}/${wanted}`);
  if (wanted > available) return inProgress(`Available: ${available}/${wanted}`);
  if (wanted > ready) return inProgress(`Ready: ${ready}/${wanted}`);
  if (replicas > wanted) return inProgress(`Pending termination: ${replicas - wanted}`);
  return current(`ReplicaSet is available. Replicas: ${replicas}`);
}

function statefulSetStatus(set: KubeObject): StatusResult {
  if (textAt(set, "spec", "updateStrategy", "type") === "OnDelete")
    return current("StatefulSet is using the ondelete update strategy");
  const wanted = numberAt(set, 1, "spec", "replicas");
  const replicas = count(set, "replicas");
  const ready = count(set, "readyReplicas");
  const updated = count(set, "updatedReplicas");
  const currentReplicas = count(set, "currentReplicas");
  if (wanted > replicas) return inProgress(`Replicas: ${replicas}/${wanted}`);
  if (wanted > ready) return inProgress(`Ready: ${ready}/${wanted}`);
  if (replicas > wanted) return inProgress(`Pending termination: ${replicas - wanted}`);
  const partition = fieldAt(set, "spec", "updateStrategy", "rollingUpdate", "partition");
  if (typeof partition === "number") {
    if (updated < wanted - partition) return inProgress(`updated: ${updated}/${wanted - partition}`);
    return current(`Partition rollout complete. updated: ${updated}`);
  }
  if (wanted > currentReplicas) return inProgress(`current: ${currentReplicas}/${wanted}`);
  if (textAt(set, "status", "currentRevision") !== textAt(set, "status", "updateRevision"))
    return inProgress("Waiting for updated revision to match current");
  return current(`All replicas scheduled as expected. Replicas: ${replicas}`);
}

function daemonSetStatus(set: KubeObject): StatusResult {
  if (set.metadata.generation === undefined) return inProgress("DaemonSet metadata.generation not found");
  if (fieldAt(set, "status", "observedGeneration") === undefined)
    return inProgress("DaemonSet status.observedGeneration not found");
  const desired = numberAt(set, -1, "status", "desiredNumberScheduled");
  if (desired === -1) return inProgress("Missing .status.desiredNumberScheduled");
  const behind = (
    [
      ["Current", "currentNumberScheduled"],
      ["Updated", "updatedNumberScheduled"],
      ["Available", "numberAvailable"],
      ["Ready", "numberReady"],
    ] as const
  ).find(([, field]) => desired > count(set, field));
  if (behind !== undefined) return inProgress(`${behind[0]}: ${count(set, behind[1])}/${desired}`);
  return current(`All replicas scheduled as expected. Replicas: ${desired}`);
}

function podStatus(pod: KubeObject, now: number): StatusResult {
  const phase = textAt(pod, "status", "phase");
  if (phase === "Succeeded") return current("Pod has completed successfully");
  if (phase === "Failed") return current("Pod has completed, but not successfully");
  if (phase === "Running") {
    if (hasCondition(pod, "Ready")) return current("Pod is Ready");
    const crashing = crashLooping(pod);
    if (crashing.length > 0) return failed(`Containers in CrashLoop state: ${crashing.join(",")}`);
    return inProgress("Pod is running but is not Ready");
  }
  if (phase !== "Pending") return inProgress("Pod phase not available");
  if (!isUnschedulable(pod)) return inProgress("Pod is in the Pending phase");
  const age = now - Date.parse(pod.metadata.creationTimestamp);
  return age < scheduleWindow
    ? inProgress("Pod has not been scheduled")
    : failed("Pod could not be scheduled");
}

export function isUnschedulable(pod: KubeObject): boolean {
  const scheduled = conditionAt(pod, "PodScheduled");
  return scheduled?.status === "False" && scheduled.reason === "Unschedulable";
}

interface ContainerStatus {
  readonly name: string;
  readonly state?: { readonly waiting?: { readonly reason?: string } };
}

const crashLooping = (pod: KubeObject): readonly string[] =>
  ((fieldAt(pod, "status", "containerStatuses") ?? []) as readonly ContainerStatus[])
    .filter(({ state }) => state?.waiting?.reason === "CrashLoopBackOff")
    .map(({ name }) => name);
