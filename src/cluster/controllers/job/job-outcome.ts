import type { Pod } from "../../api/pod.ts";
import { parseTimestamp } from "../../api/wall-clock.ts";
import { isTrue, type Job } from "../../api/workloads.ts";

/** How a Job is going to end: the interim condition that says so, before its last pod is gone. */
export interface JobOutcome {
  readonly type: "SuccessCriteriaMet" | "FailureTarget";
  readonly reason: string;
  readonly message: string;
}

/** What a sync knows about a Job's pods. */
export interface JobPods {
  readonly active: readonly Pod[];
  readonly succeeded: number;
  readonly failed: number;
}

export const jobIsFinished = (job: Job): boolean =>
  isTrue(job.status.conditions, "Complete") || isTrue(job.status.conditions, "Failed");

/** An outcome that an earlier sync has decided already. */
export function decidedOutcome(job: Job): JobOutcome | undefined {
  for (const type of ["SuccessCriteriaMet", "FailureTarget"] as const) {
    const condition = job.status.conditions?.find((each) => each.type === type && each.status === "True");
    if (condition !== undefined)
      return { type, reason: condition.reason ?? "", message: condition.message ?? "" };
  }
  return undefined;
}

/** Why a Job fails now, if it does; `now` and `startTime` in milliseconds since the epoch. */
export function failureOutcome(
  job: Job,
  pods: JobPods,
  now: number,
  startTime: number | undefined,
): JobOutcome | undefined {
  if (pods.failed > job.spec.backoffLimit || exceedsRestarts(job, pods.active))
    return {
      type: "FailureTarget",
      reason: "BackoffLimitExceeded",
      message: "Job has reached the specified backoff limit",
    };
  const deadline = job.spec.activeDeadlineSeconds;
  if (deadline !== undefined && startTime !== undefined && now - startTime >= deadline * 1000)
    return {
      type: "FailureTarget",
      reason: "DeadlineExceeded",
      message: "Job was active longer than specified deadline",
    };
  return undefined;
}

/** Whether enough pods have succeeded. */
export function successOutcome(job: Job, pods: JobPods): JobOutcome | undefined {
  const { completions } = job.spec;
  const enough = completions === undefined ? pods.succeeded > 0 : pods.succeeded >= completions;
  if (!enough || pods.active.length > 0) return undefined;
  return {
    type: "SuccessCriteriaMet",
    reason: "CompletionsReached",
    message: "Reached expected number of succeeded pods",
  };
}

/** With restartPolicy OnFailure restarts count as failures (pastBackoffLimitOnFailure). */
function exceedsRestarts(job: Job, active: readonly Pod[]): boolean {
  if (job.spec.template.spec.restartPolicy !== "OnFailure") return false;
  let restarts = 0;
  for (const { status } of active)
    for (const container of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])])
      restarts += container.restartCount;
  return job.spec.backoffLimit === 0 ? restarts > 0 : restarts >= job.spec.backoffLimit;
}

export const startTimeOf = (job: Job): number | undefined =>
  job.status.startTime === undefined ? undefined : parseTimestamp(job.status.startTime);
