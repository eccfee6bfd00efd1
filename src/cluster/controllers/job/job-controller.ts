import { extended } from "../../../util/extended.ts";
import { controllerOf, keyOf, refFromKey } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { Job, JobStatus } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { PodControl } from "../pod-control.ts";
import { WorkQueue } from "../work-queue.ts";
import { withCondition } from "./job-conditions.ts";
import { completion, deadlineOf, earlyOutcome, jobIsFinished, startTimeOf } from "./job-outcome.ts";
import { type JobSnapshot, takeSnapshot } from "./job-snapshot.ts";
import { trackJob } from "./job-tracking.ts";
import { managePods, type PodCounts, withoutPods } from "./manage-pods.ts";
import { type FailureRecord, nextRecord } from "./pod-failure-backoff.ts";
import { isTracked, releasePod } from "./tracking-finalizer.ts";

const source = "job-controller";

/** Pod events and status changes are gathered for a second (SyncJobBatchPeriod). */
const batchPeriod = 1000;

/** Runs pods to completion (pkg/controller/job/job_controller.go). */
export function startJobController(context: ClusterContext): void {
  const { api, kernel, latency, clock, events, rules } = context;
  const control = new PodControl(context, source);
  const records = new Map<string, FailureRecord>();
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 1000, longest: 60_000 },
  });

  api.watch<Job>("Job", ({ type, object, old }) => {
    const sameSpec = type === "MODIFIED" && old?.metadata.generation === object.metadata.generation;
    if (sameSpec) queue.addAfter(keyOf(object), batchPeriod);
    else queue.add(keyOf(object));
    if ((type === "DELETED" || jobIsFinished(object)) && !isManagedElsewhere(object))
      for (const pod of api.ownedBy<Pod>("Pod", object.metadata.uid))
        if (isTracked(pod)) releasePod(context, pod);
  });
  api.watch<Pod>("Pod", ({ type, object }) => {
    const owner = controllerOf(object);
    if (owner !== undefined && owner.kind !== "Job") return;
    const job = owner === undefined ? undefined : api.store.byUid(owner.uid);
    const leftBehind = job === undefined || jobIsFinished(job as Job);
    if (leftBehind && type !== "DELETED" && isTracked(object)) releasePod(context, object);
    if (job !== undefined) queue.addAfter(keyOf(job), batchPeriod);
  });

  function sync(key: string): void {
    const job = api.get<Job>(refFromKey("Job", key));
    if (job === undefined || jobIsFinished(job)) records.delete(key);
    else if (!isManagedElsewhere(job)) syncJob(key, job);
  }

  function syncJob(key: string, job: Job): void {
    const snapshot = takeSnapshot(job, api.ownedBy<Pod>("Pod", job.metadata.uid), rules);
    const now = clock.milliseconds;
    const startTime = startTimeOf(job) ?? (job.spec.suspend ? undefined : now);
    const record = nextRecord(records.get(key), snapshot.newlySucceeded, snapshot.newlyFailed);
    let outcome = earlyOutcome(snapshot, now, startTime, rules);
    const deadline = deadlineOf(job, startTime);
    if (outcome === undefined && deadline !== undefined) queue.addAfter(key, deadline - now);

    let counts = countsOf(snapshot);
    let status: JobStatus = {
      ...job.status,
      ...(startTime === undefined || job.status.startTime !== undefined
        ? {}
        : { startTime: clock.timestamp() }),
    };
    if (outcome !== undefined) {
      for (const pod of snapshot.active) control.delete(job, pod);
      counts = withoutPods(counts, snapshot.active);
    } else {
      const managed = job.metadata.deletionTimestamp === undefined;
      if (managed) counts = managePods(context, control, snapshot, record);
      if (counts.backoff > 0) queue.addAfter(key, Math.max(counts.backoff, batchPeriod));
      outcome = completion(snapshot, counts.active, rules);
      if (outcome === undefined && managed) status = withSuspension(job, status);
    }
    trackJob(context, {
      snapshot,
      status: withCounts(status, counts),
      outcome,
      terminating: counts.terminating,
    });
    if (record === undefined) records.delete(key);
    else records.set(key, record);
    if (counts.error !== undefined) throw counts.error;
  }

  function withCounts(status: JobStatus, { active, ready, terminating }: PodCounts): JobStatus {
    const { active: _before, ...rest } = status;
    return extended(rest, {
      ready,
      ...(active === 0 ? {} : { active }),
      ...(rules.jobTerminatingCount ? { terminating } : {}),
    });
  }

  /** Tells of a suspension and of its end. A resumed Job starts anew. */
  function withSuspension(job: Job, status: JobStatus): JobStatus {
    const { suspend } = job.spec;
    const reason = suspend ? "Suspended" : "Resumed";
    const message = suspend ? "Job suspended" : "Job resumed";
    const value = suspend ? "True" : "False";
    const condition = { type: "Suspended", status: value, reason: `Job${reason}`, message } as const;
    const next = withCondition(status, condition, clock.timestamp());
    if (next === status) return status;
    events.record(source, job, "Normal", reason, message);
    if (!suspend) return { ...next, startTime: clock.timestamp() };
    const { startTime: _started, ...cleared } = next;
    return rules.jobSuspensionClearsStart ? cleared : next;
  }
}

const countsOf = ({ active, ready, terminating }: JobSnapshot): PodCounts => ({
  active: active.length,
  ready,
  terminating: terminating.length,
  backoff: 0,
  error: undefined,
});

/** Another controller than the built-in one has taken the Job over. */
const isManagedElsewhere = ({ spec }: Job): boolean =>
  spec.managedBy !== undefined && spec.managedBy !== "kubernetes.io/job-controller";
