import { type KubeObject, type ObjectRef, refOf } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { Condition, Job, JobStatus } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import type { JobOutcome } from "./job-outcome.ts";

/** Keeps a finished pod until its Job has counted it. */
export const trackingFinalizer = "batch.kubernetes.io/job-tracking";

export const isTracked = (object: KubeObject): boolean =>
  object.metadata.finalizers?.includes(trackingFinalizer) ?? false;

/** Lets go of a pod: it is counted, or its Job is gone. */
export function releasePod(context: ClusterContext, pod: Pod): void {
  if (context.api.get(refOf(pod))?.metadata.uid !== pod.metadata.uid) return;
  context.api.update<Pod>(refOf(pod), (current) => {
    const { finalizers = [], ...metadata } = current.metadata;
    const left = finalizers.filter((each) => each !== trackingFinalizer);
    if (left.length === finalizers.length) return current;
    return { ...current, metadata: left.length === 0 ? metadata : { ...metadata, finalizers: left } };
  });
}

/** What a sync has found and wants stored. */
export interface JobProgress {
  /** counters other than succeeded and failed */
  readonly status: JobStatus;
  /** pods that ended and are not counted yet */
  readonly newlySucceeded: readonly Pod[];
  readonly newlyFailed: readonly Pod[];
  readonly outcome: JobOutcome | undefined;
  /** pods of this Job that are still going away */
  readonly terminating: number;
}

/**
 * Stores a Job's progress in the order that lets no pod be lost or counted twice: first the pods that are about to be
 * counted, then their finalizers, then the counters with the final condition
 * (pkg/controller/job/job_controller.go, trackJobStatusAndRemoveFinalizers).
 */
export function trackJob(context: ClusterContext, ref: ObjectRef, progress: JobProgress): void {
  const { api, clock } = context;
  const { newlySucceeded, newlyFailed, outcome, terminating } = progress;
  const counted = [...newlySucceeded, ...newlyFailed];
  const interim =
    outcome === undefined ? progress.status : withCondition(progress.status, outcome, clock.timestamp());
  const uids = (pods: readonly Pod[]): readonly string[] => pods.map((pod) => pod.metadata.uid);

  if (counted.length > 0)
    api.updateStatus<Job>(ref, () => ({
      ...interim,
      uncountedTerminatedPods: {
        ...(newlySucceeded.length === 0 ? {} : { succeeded: uids(newlySucceeded) }),
        ...(newlyFailed.length === 0 ? {} : { failed: uids(newlyFailed) }),
      },
    }));
  else if (outcome !== undefined) api.updateStatus<Job>(ref, () => interim);
  for (const pod of counted) releasePod(context, pod);

  const totals: JobStatus = {
    ...interim,
    ...sum("succeeded", interim.succeeded, newlySucceeded.length),
    ...sum("failed", interim.failed, newlyFailed.length),
    uncountedTerminatedPods: {},
  };
  const finished = outcome !== undefined && terminating === 0;
  const status = finished ? finish(context, ref, totals, outcome) : totals;
  api.updateStatus<Job>(ref, () => status);
}

function finish(context: ClusterContext, ref: ObjectRef, status: JobStatus, outcome: JobOutcome): JobStatus {
  const { api, clock, events } = context;
  const job = api.require<Job>(ref);
  const now = clock.timestamp();
  if (outcome.type === "SuccessCriteriaMet") {
    events.record("job-controller", job, "Normal", "Completed", "Job completed");
    return { ...withCondition(status, { ...outcome, type: "Complete" }, now), completionTime: now };
  }
  events.record("job-controller", job, "Warning", outcome.reason, outcome.message);
  return withCondition(status, { ...outcome, type: "Failed" }, now);
}

function withCondition(
  status: JobStatus,
  { type, reason, message }: Pick<Condition, "type"> & { reason: string; message: string },
  now: string,
): JobStatus {
  const conditions = status.conditions ?? [];
  if (conditions.some((each) => each.type === type && each.status === "True")) return status;
  const added: Condition = {
    type,
    status: "True",
    reason,
    message,
    lastProbeTime: now,
    lastTransitionTime: now,
  };
  return { ...status, conditions: [...conditions, added] };
}

const sum = (name: "succeeded" | "failed", before: number | undefined, more: number): Partial<JobStatus> =>
  (before ?? 0) + more === 0 ? {} : { [name]: (before ?? 0) + more };
