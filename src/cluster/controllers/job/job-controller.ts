import { controllerOf, keyOf, type ObjectRef } from "../../api/object.ts";
import { isActive, isFinished, isReady, type Pod } from "../../api/pod.ts";
import type { Condition, Job, JobStatus } from "../../api/workloads.ts";
import { conditionOf, isTrue } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { byDeletionRank } from "../deletion-rank.ts";
import { PodControl } from "../pod-control.ts";
import { WorkQueue } from "../work-queue.ts";
import {
  decidedOutcome,
  failureOutcome,
  type JobOutcome,
  jobIsFinished,
  startTimeOf,
  successOutcome,
} from "./job-outcome.ts";
import { isTracked, releasePod, trackingFinalizer, trackJob } from "./job-tracking.ts";
import { nextPodTime } from "./pod-failure-backoff.ts";

/** Pod events and status changes are gathered for a second (SyncJobBatchPeriod). */
const batchPeriod = 1000;

/** Runs pods to completion (pkg/controller/job/job_controller.go). */
export function startJobController(context: ClusterContext): void {
  const { api, kernel, latency, clock, events } = context;
  const pods = new PodControl(context, "job-controller");
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 1000, longest: 60_000 },
  });

  api.watch<Job>("Job", ({ type, object, old }) => {
    if (type === "DELETED") {
      for (const pod of api.ownedBy<Pod>("Pod", object.metadata.uid))
        if (isTracked(pod)) releasePod(context, pod);
    } else if (type === "MODIFIED" && old?.metadata.generation === object.metadata.generation)
      queue.addAfter(keyOf(object), batchPeriod);
    else queue.add(keyOf(object));
  });
  api.watch<Pod>("Pod", ({ type, object }) => {
    const owner = controllerOf(object);
    if (owner?.kind !== "Job") return;
    if (api.store.byUid(owner.uid) !== undefined)
      queue.addAfter(`${object.metadata.namespace ?? ""}/${owner.name}`, batchPeriod);
    else if (type !== "DELETED" && isTracked(object)) releasePod(context, object);
  });

  function sync(key: string): void {
    const ref = jobRef(key);
    const job = api.get<Job>(ref);
    if (job === undefined || jobIsFinished(job)) return;
    const owned = api.ownedBy<Pod>("Pod", job.metadata.uid);
    const active = owned.filter(isActive);
    const newlySucceeded = owned.filter((pod) => isTracked(pod) && pod.status.phase === "Succeeded");
    const newlyFailed = owned.filter((pod) => isTracked(pod) && pod.status.phase === "Failed");
    const counts = {
      active,
      succeeded: (job.status.succeeded ?? 0) + newlySucceeded.length,
      failed: (job.status.failed ?? 0) + newlyFailed.length,
    };
    const startTime = startTimeOf(job) ?? (job.spec.suspend ? undefined : clock.milliseconds);
    watchDeadline(key, job, startTime);

    let outcome: JobOutcome | undefined =
      decidedOutcome(job) ?? failureOutcome(job, counts, clock.milliseconds, startTime);
    let failure: unknown;
    let running: readonly Pod[] = active;
    if (outcome !== undefined) {
      for (const pod of active) pods.delete(job, pod);
      running = [];
    } else {
      if (job.metadata.deletionTimestamp === undefined)
        try {
          running = manage(key, job, owned, active, counts.succeeded);
        } catch (error) {
          failure = error;
        }
      outcome = successOutcome(job, { ...counts, active: running });
    }
    const terminating = api
      .ownedBy<Pod>("Pod", job.metadata.uid)
      .filter((pod) => !isFinished(pod) && pod.metadata.deletionTimestamp !== undefined).length;
    const { active: _before, ...kept } = job.status;
    const status = withSuspension(job, {
      ...kept,
      ...(startTime === undefined || job.status.startTime !== undefined
        ? {}
        : { startTime: clock.timestamp() }),
      ...(running.length === 0 ? {} : { active: running.length }),
      ready: running.filter(isReady).length,
      terminating,
    });
    trackJob(context, ref, { status, newlySucceeded, newlyFailed, outcome, terminating });
    if (failure !== undefined) throw failure;
  }

  /** Creates or deletes pods until as many are active as wanted; gives those that are active then. */
  function manage(
    key: string,
    job: Job,
    owned: readonly Pod[],
    active: readonly Pod[],
    succeeded: number,
  ): readonly Pod[] {
    const wanted = wantedActive(job, active.length, succeeded);
    if (active.length > wanted) {
      const surplus = byDeletionRank(active, clock.milliseconds).slice(0, active.length - wanted);
      for (const pod of surplus) pods.delete(job, pod);
      return active.filter((pod) => !surplus.includes(pod));
    }
    const occupied =
      job.spec.podReplacementPolicy === "Failed"
        ? owned.filter((pod) => !isFinished(pod) && pod.metadata.deletionTimestamp !== undefined).length
        : 0;
    const missing = wanted - active.length - occupied;
    if (missing <= 0) return active;
    const wait = nextPodTime(owned) - clock.milliseconds;
    if (wait > 0) {
      queue.addAfter(key, wait);
      return active;
    }
    const created: Pod[] = [];
    for (let i = 0; i < Math.min(missing, 500); i++)
      created.push(pods.create(job, job.spec.template, { finalizers: [trackingFinalizer] }));
    return [...active, ...created];
  }

  function watchDeadline(key: string, job: Job, startTime: number | undefined): void {
    const { activeDeadlineSeconds } = job.spec;
    if (activeDeadlineSeconds === undefined || startTime === undefined) return;
    const left = startTime + activeDeadlineSeconds * 1000 - clock.milliseconds;
    if (left > 0) queue.addAfter(key, left);
  }

  function withSuspension(job: Job, status: JobStatus): JobStatus {
    const conditions = status.conditions ?? [];
    if (job.spec.suspend === isTrue(conditions, "Suspended")) return status;
    if (!job.spec.suspend && conditionOf(conditions, "Suspended") === undefined) return status;
    const reason = job.spec.suspend ? "Suspended" : "Resumed";
    const message = job.spec.suspend ? "Job suspended" : "Job resumed";
    events.record("job-controller", job, "Normal", reason, message);
    const condition: Condition = {
      type: "Suspended",
      status: job.spec.suspend ? "True" : "False",
      reason: `Job${reason}`,
      message,
      lastProbeTime: clock.timestamp(),
      lastTransitionTime: clock.timestamp(),
    };
    const { startTime: _started, ...rest } = status;
    const next = job.spec.suspend ? rest : { ...rest, startTime: clock.timestamp() };
    return { ...next, conditions: [...conditions.filter((each) => each.type !== "Suspended"), condition] };
  }
}

function wantedActive(job: Job, active: number, succeeded: number): number {
  const { completions, parallelism, suspend } = job.spec;
  if (suspend) return 0;
  if (completions === undefined) return succeeded > 0 ? active : parallelism;
  return Math.min(parallelism, Math.max(completions - succeeded, 0));
}

const jobRef = (key: string): ObjectRef => {
  const slash = key.indexOf("/");
  return { kind: "Job", namespace: key.slice(0, slash), name: key.slice(slash + 1) };
};
