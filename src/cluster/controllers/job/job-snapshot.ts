import { isActive, isFinished, isReady, type Pod } from "../../api/pod.ts";
import type { Job } from "../../api/workloads.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { countOf, hasIndex, type IndexSet, indexSetOf, parseIndexes, unionOf } from "./completion-indexes.ts";
import {
  awaitingReplacement,
  completionIndexOf,
  failureCountOf,
  hasValidIndex,
  isIndexed,
} from "./indexed-pods.ts";
import { finishTime } from "./pod-failure-backoff.ts";
import { judgeFailure } from "./pod-failure-policy.ts";
import { isTracked } from "./tracking-finalizer.ts";

/** What one sync of a Job finds (pkg/controller/job/job_controller.go, syncJobCtx). */
export interface JobSnapshot {
  readonly job: Job;
  readonly pods: readonly Pod[];
  readonly active: readonly Pod[];
  /** being deleted and not finished */
  readonly terminating: readonly Pod[];
  readonly ready: number;
  /** pods that ended since the last sync and are not in the status yet */
  readonly newlySucceeded: readonly Pod[];
  readonly newlyFailed: readonly Pod[];
  /** totals, including those; failures only as far as the Job counts them */
  readonly succeeded: number;
  readonly failed: number;
  readonly indexes: IndexSnapshot | undefined;
}

interface IndexSnapshot {
  /** succeeded according to the status */
  readonly previous: IndexSet;
  readonly succeeded: IndexSet;
  /** undefined without backoffLimitPerIndex */
  readonly failed: IndexSet | undefined;
  /** failed pods that are kept until they are replaced, by index */
  readonly awaiting: ReadonlyMap<number, Pod>;
}

export function takeSnapshot(job: Job, owned: readonly Pod[], rules: KubernetesRules): JobSnapshot {
  const pods = isIndexed(job) ? byIndex(owned) : owned;
  const active = pods.filter(isActive);
  const { succeeded: oldSucceeded = [], failed: oldFailed = [] } = job.status.uncountedTerminatedPods ?? {};
  const uncounted = pods.filter((pod) => isTracked(pod) && hasValidIndex(job, pod));
  const newlySucceeded = uncounted.filter(
    (pod) => pod.status.phase === "Succeeded" && !oldSucceeded.includes(pod.metadata.uid),
  );
  const newlyFailed = uncounted.filter((pod) => isFailed(job, pod) && !oldFailed.includes(pod.metadata.uid));
  const indexes = isIndexed(job) ? indexSnapshot(job, pods, uncounted) : undefined;
  const counted = newlyFailed.filter((pod) => judgeFailure(job, pod).counts);
  return {
    job,
    pods,
    active,
    terminating: rules.jobTerminatingCount || replacesOnlyFailed(job) ? pods.filter(isTerminating) : [],
    ready: active.filter(isReady).length,
    newlySucceeded,
    newlyFailed,
    succeeded:
      indexes === undefined
        ? (job.status.succeeded ?? 0) + newlySucceeded.length + oldSucceeded.length
        : countOf(indexes.succeeded),
    failed: (job.status.failed ?? 0) + counted.length + oldFailed.length,
    indexes,
  };
}

/** A pod that is being deleted has failed as well, unless the Job waits for it to end. */
export function isFailed(job: Job, pod: Pod): boolean {
  if (pod.status.phase === "Failed") return true;
  if (replacesOnlyFailed(job)) return false;
  return pod.metadata.deletionTimestamp !== undefined && pod.status.phase !== "Succeeded";
}

/** Whether a pod that is being deleted is replaced only when it has ended. */
export const replacesOnlyFailed = (job: Job): boolean =>
  job.spec.podReplacementPolicy === "Failed" || job.spec.podFailurePolicy !== undefined;

const isTerminating = (pod: Pod): boolean => !isFinished(pod) && pod.metadata.deletionTimestamp !== undefined;

function indexSnapshot(job: Job, pods: readonly Pod[], uncounted: readonly Pod[]): IndexSnapshot {
  const completions = job.spec.completions ?? 0;
  const previous = parseIndexes(job.status.completedIndexes ?? "", completions);
  const succeeded = unionOf(previous, indexSet(uncounted.filter((pod) => pod.status.phase === "Succeeded")));
  const { backoffLimitPerIndex } = job.spec;
  if (backoffLimitPerIndex === undefined)
    return { previous, succeeded, failed: undefined, awaiting: new Map() };
  const failures = uncounted.filter((pod) => isFailed(job, pod));
  const lost = failures.filter((pod) => {
    const { action, counts } = judgeFailure(job, pod);
    return action === "FailIndex" || (counts && failureCountOf(pod) >= backoffLimitPerIndex);
  });
  const failed = unionOf(parseIndexes(job.status.failedIndexes ?? "", completions), indexSet(lost));
  const isDone = (index: number): boolean => hasIndex(succeeded, index) || hasIndex(failed, index);
  return { previous, succeeded, failed, awaiting: awaitingReplacement(failures, pods, isDone, finishTime) };
}

const indexSet = (pods: readonly Pod[]): IndexSet =>
  indexSetOf(pods.map(completionIndexOf).filter((index) => index !== undefined));

const byIndex = (pods: readonly Pod[]): readonly Pod[] =>
  [...pods].sort((a, b) => (completionIndexOf(a) ?? -1) - (completionIndexOf(b) ?? -1));
