import { extended } from "../../../util/extended.ts";
import { refOf } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { Job, JobStatus } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { countOf, formatIndexes, hasIndex, indexSetOf, unionOf } from "./completion-indexes.ts";
import { completionIndexOf, hasValidIndex } from "./indexed-pods.ts";
import { withCondition } from "./job-conditions.ts";
import { interimType, type JobOutcome } from "./job-outcome.ts";
import { isFailed, type JobSnapshot } from "./job-snapshot.ts";
import { judgeFailure } from "./pod-failure-policy.ts";
import { isTracked, releasePod } from "./tracking-finalizer.ts";

const mostUncounted = 500;

/** What a sync wants stored. */
export interface JobProgress {
  readonly snapshot: JobSnapshot;
  /** counters other than succeeded and failed */
  readonly status: JobStatus;
  readonly outcome: JobOutcome | undefined;
  /** pods of this Job that are still going away */
  readonly terminating: number;
}

/**
 * Stores a Job's progress in the order that lets no pod be lost or counted twice: first which pods are about to be
 * counted, with the interim condition; then their finalizers; then the counters with the final condition
 * (pkg/controller/job/job_controller.go, trackJobStatusAndRemoveFinalizers).
 */
export function trackJob(context: ClusterContext, progress: JobProgress): void {
  const { api, clock } = context;
  const { snapshot, outcome, terminating } = progress;
  const ref = refOf(snapshot.job);
  const { released, full, status: counted } = countPods(progress);
  const indexed = withIndexes(snapshot, counted, released);
  const interim = withInterimCondition(indexed, outcome, clock.timestamp());
  api.updateStatus<Job>(ref, () => interim);
  for (const pod of released) releasePod(context, pod);

  const totals = withTotals(interim, snapshot.indexes !== undefined);
  const finished = outcome !== undefined && !full && (terminating === 0 || !outcome.interim);
  if (!finished) {
    api.updateStatus<Job>(ref, () => totals);
    return;
  }
  const now = clock.timestamp();
  const { type, reason, message } = outcome;
  const final = withCondition(totals, { type, status: "True", reason, message }, now);
  api.updateStatus<Job>(ref, () => (type === "Complete" ? extended(final, { completionTime: now }) : final));
  recordEnd(context, snapshot.job, outcome, final);
}

/** Chooses the pods that can be let go, and notes those that count by their uids. */
function countPods({ snapshot, status, outcome }: JobProgress): {
  readonly released: readonly Pod[];
  readonly full: boolean;
  readonly status: JobStatus;
} {
  const { job, pods, indexes } = snapshot;
  const succeeded = [...(status.uncountedTerminatedPods?.succeeded ?? [])];
  const failed = [...(status.uncountedTerminatedPods?.failed ?? [])];
  const released: Pod[] = [];
  let fresh = 0;
  let full = false;
  for (const pod of pods) {
    if (!isTracked(pod) || !canRelease(snapshot, pod, outcome)) continue;
    released.push(pod);
    const { uid } = pod.metadata;
    if (pod.status.phase === "Succeeded" && !failed.includes(uid)) {
      if (indexes === undefined) {
        if (!succeeded.includes(uid)) succeeded.push(uid);
      } else if (hasValidIndex(job, pod) && !hasIndex(indexes.previous, completionIndexOf(pod) ?? -1))
        fresh++;
    } else if (isFailed(job, pod) || outcome?.type === "Failed") {
      // Once the Job has failed every pod that did not end counts as failed.
      const counts = hasValidIndex(job, pod) && judgeFailure(job, pod).counts;
      if (counts && !failed.includes(uid)) failed.push(uid);
    }
    full = fresh + succeeded.length + failed.length >= mostUncounted;
    if (full) break;
  }
  const uncountedTerminatedPods = {
    ...(succeeded.length === 0 ? {} : { succeeded }),
    ...(failed.length === 0 ? {} : { failed }),
  };
  return { released, full, status: extended(status, { uncountedTerminatedPods }) };
}

/** Whether a pod's finalizer may go; a failed one may have to pass its count of failures on first. */
function canRelease({ job, indexes }: JobSnapshot, pod: Pod, outcome: JobOutcome | undefined): boolean {
  if (job.metadata.deletionTimestamp !== undefined || outcome !== undefined) return true;
  if (pod.status.phase === "Succeeded") return true;
  if (!isFailed(job, pod)) return false;
  return indexes?.awaiting.get(completionIndexOf(pod) ?? -1) !== pod;
}

function withIndexes({ indexes, job }: JobSnapshot, status: JobStatus, released: readonly Pod[]): JobStatus {
  if (indexes === undefined) return status;
  const fresh = released.filter((pod) => pod.status.phase === "Succeeded" && hasValidIndex(job, pod));
  const completed = unionOf(indexes.previous, indexSetOf(fresh.map((pod) => completionIndexOf(pod) ?? 0)));
  const { succeeded: _count, completedIndexes: _indexes, ...rest } = status;
  return {
    ...rest,
    ...(completed.length === 0
      ? {}
      : { succeeded: countOf(completed), completedIndexes: formatIndexes(completed) }),
    ...(indexes.failed === undefined ? {} : { failedIndexes: formatIndexes(indexes.failed) }),
  };
}

function withInterimCondition(status: JobStatus, outcome: JobOutcome | undefined, now: string): JobStatus {
  if (outcome === undefined || outcome.announced || !outcome.interim) return status;
  const { reason, message } = outcome;
  return withCondition(status, { type: interimType(outcome), status: "True", reason, message }, now);
}

/** Moves the uids of pods that have been let go into the counters; an Indexed Job counts successes by their index. */
function withTotals(status: JobStatus, indexed: boolean): JobStatus {
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  const successes = (status.succeeded ?? 0) + (indexed ? 0 : succeeded.length);
  const failures = (status.failed ?? 0) + failed.length;
  return {
    ...status,
    ...(successes === 0 ? {} : { succeeded: successes }),
    ...(failures === 0 ? {} : { failed: failures }),
    uncountedTerminatedPods: {},
  };
}

function recordEnd({ events }: ClusterContext, job: Job, outcome: JobOutcome, status: JobStatus): void {
  const source = "job-controller";
  if (outcome.type === "Failed") {
    events.record(source, job, "Warning", outcome.reason, outcome.message);
    return;
  }
  if (job.spec.completions !== undefined && (status.succeeded ?? 0) > job.spec.completions)
    events.record(
      source,
      job,
      "Warning",
      "TooManySucceededPods",
      "Too many succeeded pods running after completion count reached",
    );
  events.record(source, job, "Normal", "Completed", "Job completed");
}
