import { isReady, type Pod } from "../../api/pod.ts";
import type { ClusterContext } from "../../cluster.ts";
import type { PodControl } from "../pod-control.ts";
import { slowStart } from "../slow-start.ts";
import { firstAbsent, type IndexSet, unionOf } from "./completion-indexes.ts";
import { absoluteFailureCountOf, indexedPodExtra, indexesOf, surplusPods } from "./indexed-pods.ts";
import { type JobSnapshot, replacesOnlyFailed } from "./job-snapshot.ts";
import { type FailureRecord, finishTime, remainingBackoff } from "./pod-failure-backoff.ts";
import { releasePod, trackingFinalizer } from "./tracking-finalizer.ts";

const mostPerSync = 500;

/** How a Job's pods stand once a sync has created and deleted. */
export interface PodCounts {
  readonly active: number;
  readonly ready: number;
  readonly terminating: number;
  /** milliseconds until failed pods no longer hold back new ones; 0: they do not */
  readonly backoff: number;
  /** why pods could not be created */
  readonly error: unknown;
}

/** Creates or deletes pods until as many are active as wanted (pkg/controller/job/job_controller.go, manageJob). */
export function managePods(
  context: ClusterContext,
  control: PodControl,
  snapshot: JobSnapshot,
  record: FailureRecord | undefined,
): PodCounts {
  const { job, active, ready, terminating } = snapshot;
  const counts: PodCounts = {
    active: active.length,
    ready,
    terminating: terminating.length,
    backoff: 0,
    error: undefined,
  };
  const wanted = wantedActive(snapshot);
  const surplus = surplusPods(job, active, Math.max(0, active.length - wanted));
  if (surplus.length > 0) {
    const doomed = job.spec.suspend ? surplus : surplus.slice(0, mostPerSync);
    for (const pod of doomed) {
      releasePod(context, pod);
      control.delete(job, pod);
    }
    return withoutPods(counts, doomed);
  }
  const occupied = replacesOnlyFailed(job) ? terminating.length : 0;
  const missing = Math.min(wanted - occupied - active.length, mostPerSync);
  if (job.spec.suspend || missing <= 0) return counts;
  return createPods(context, control, snapshot, record, missing, counts);
}

/** The counts once these active pods are being deleted. */
export const withoutPods = (counts: PodCounts, deleted: readonly Pod[]): PodCounts => ({
  ...counts,
  active: counts.active - deleted.length,
  ready: counts.ready - deleted.filter(isReady).length,
  terminating: counts.terminating + deleted.length,
});

function createPods(
  context: ClusterContext,
  control: PodControl,
  snapshot: JobSnapshot,
  record: FailureRecord | undefined,
  missing: number,
  counts: PodCounts,
): PodCounts {
  const { job, indexes } = snapshot;
  const now = context.clock.milliseconds;
  const perIndex = job.spec.backoffLimitPerIndex !== undefined;
  let backoff = perIndex ? 0 : remainingBackoff(record, now);
  let pending: readonly number[] = [];
  if (backoff === 0 && indexes !== undefined) {
    const waits = firstAbsent(takenIndexes(snapshot), missing, job.spec.completions ?? 0).map((index) => ({
      index,
      wait: perIndex ? indexBackoff(indexes.awaiting.get(index), now) : 0,
    }));
    pending = waits.filter(({ wait }) => wait === 0).map(({ index }) => index);
    if (pending.length === 0 && waits.length > 0) backoff = Math.min(...waits.map(({ wait }) => wait));
  }
  if (backoff > 0)
    return { ...counts, active: context.rules.jobForgetsActiveInBackoff ? 0 : counts.active, backoff };

  const finalizers = [trackingFinalizer];
  const { created, error } = slowStart(indexes === undefined ? missing : pending.length, (i) => {
    const index = pending[i];
    const extra =
      index === undefined ? {} : indexedPodExtra(job, index, indexes?.awaiting.get(index), context.rules);
    control.create(job, job.spec.template, { ...extra, finalizers });
  });
  return { ...counts, active: counts.active + created, error };
}

function wantedActive({ job, active, succeeded }: JobSnapshot): number {
  const { completions, parallelism, suspend } = job.spec;
  if (suspend) return 0;
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism;
  return Math.min(parallelism, Math.max(completions - succeeded, 0));
}

/** Indexes that need no new pod. */
function takenIndexes({ job, active, terminating, indexes }: JobSnapshot): IndexSet {
  const occupied = replacesOnlyFailed(job) ? [...active, ...terminating] : active;
  const done = unionOf(indexes?.succeeded ?? [], indexes?.failed ?? []);
  return unionOf(done, indexesOf(occupied));
}

function indexBackoff(replaced: Pod | undefined, now: number): number {
  if (replaced === undefined) return 0;
  const record = { failures: absoluteFailureCountOf(replaced) + 1, last: finishTime(replaced) };
  return remainingBackoff(record, now);
}
