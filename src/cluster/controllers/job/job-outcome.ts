import type { Pod } from "../../api/pod.ts";
import { parseTimestamp } from "../../api/wall-clock.ts";
import { isTrue, type Job } from "../../api/workloads.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { countOf } from "./completion-indexes.ts";
import { isFailed, type JobSnapshot } from "./job-snapshot.ts";
import { judgeFailure } from "./pod-failure-policy.ts";
import { metSuccessRule } from "./success-policy.ts";

/** How a Job is going to end. */
export interface JobOutcome {
  readonly type: "Complete" | "Failed";
  readonly reason: string;
  readonly message: string;
  /** has the interim condition already, from an earlier sync */
  readonly announced: boolean;
  /** whether there is an interim condition at all */
  readonly interim: boolean;
}

export const jobIsFinished = (job: Job): boolean =>
  isTrue(job.status.conditions, "Complete") || isTrue(job.status.conditions, "Failed");

export const interimType = (outcome: JobOutcome): "SuccessCriteriaMet" | "FailureTarget" =>
  outcome.type === "Complete" ? "SuccessCriteriaMet" : "FailureTarget";

/**
 * How the Job ends, if that can be told before pods are made; the first of many reasons decides
 * (pkg/controller/job/job_controller.go, syncJob). Times in milliseconds since the epoch.
 */
export function earlyOutcome(
  snapshot: JobSnapshot,
  now: number,
  startTime: number | undefined,
  rules: KubernetesRules,
): JobOutcome | undefined {
  const { job } = snapshot;
  return (
    announcedOutcome(job) ??
    failurePolicyOutcome(snapshot) ??
    limitOutcome(snapshot, now, startTime, rules) ??
    indexOutcome(snapshot, rules) ??
    successPolicyOutcome(snapshot)
  );
}

/** Whether enough pods have succeeded and none is active any more. */
export function completion(
  { job, succeeded }: JobSnapshot,
  active: number,
  rules: KubernetesRules,
): JobOutcome | undefined {
  const { completions } = job.spec;
  const enough = completions === undefined ? succeeded > 0 : succeeded >= completions;
  if (!enough || active > 0) return undefined;
  const reason = rules.jobCompletionReason ? "CompletionsReached" : "";
  const message = rules.jobCompletionReason ? "Reached expected number of succeeded pods" : "";
  return { type: "Complete", reason, message, announced: false, interim: rules.jobInterimConditions };
}

/** When the Job is over for lack of time, milliseconds since the epoch; undefined without a deadline that runs. */
export function deadlineOf(job: Job, startTime: number | undefined): number | undefined {
  const { activeDeadlineSeconds, suspend } = job.spec;
  if (activeDeadlineSeconds === undefined || startTime === undefined || suspend) return undefined;
  return startTime + activeDeadlineSeconds * 1000;
}

export const startTimeOf = (job: Job): number | undefined =>
  job.status.startTime === undefined ? undefined : parseTimestamp(job.status.startTime);

const failure = (reason: string, message: string, interim: boolean): JobOutcome => ({
  type: "Failed",
  reason,
  message,
  announced: false,
  interim,
});

function announcedOutcome(job: Job): JobOutcome | undefined {
  for (const type of ["Complete", "Failed"] as const) {
    const interim = type === "Complete" ? "SuccessCriteriaMet" : "FailureTarget";
    const condition = job.status.conditions?.find((each) => each.type === interim && each.status === "True");
    if (condition === undefined) continue;
    const { reason = "", message = "" } = condition;
    return { type, reason, message, announced: true, interim: true };
  }
  return undefined;
}

function failurePolicyOutcome({ job, pods }: JobSnapshot): JobOutcome | undefined {
  if (job.spec.podFailurePolicy === undefined) return undefined;
  for (const pod of pods) {
    const message = isFailed(job, pod) ? judgeFailure(job, pod).jobFailure : undefined;
    if (message !== undefined) return failure("PodFailurePolicy", message, true);
  }
  return undefined;
}

function limitOutcome(
  { job, failed, pods }: JobSnapshot,
  now: number,
  startTime: number | undefined,
  { jobInterimConditions }: KubernetesRules,
): JobOutcome | undefined {
  if (failed > job.spec.backoffLimit || exceedsRestarts(job, pods)) {
    const message = "Job has reached the specified backoff limit";
    return failure("BackoffLimitExceeded", message, jobInterimConditions);
  }
  const deadline = deadlineOf(job, startTime);
  if (deadline === undefined || now < deadline) return undefined;
  return failure("DeadlineExceeded", "Job was active longer than specified deadline", jobInterimConditions);
}

function indexOutcome(
  { job, indexes }: JobSnapshot,
  { jobInterimConditions }: KubernetesRules,
): JobOutcome | undefined {
  if (indexes?.failed === undefined) return undefined;
  const failed = countOf(indexes.failed);
  if (failed > (job.spec.maxFailedIndexes ?? Infinity)) {
    const message = "Job has exceeded the specified maximal number of failed indexes";
    return failure("MaxFailedIndexesExceeded", message, jobInterimConditions);
  }
  const all = failed + countOf(indexes.succeeded) >= (job.spec.completions ?? 0);
  return failed > 0 && all
    ? failure("FailedIndexes", "Job has failed indexes", jobInterimConditions)
    : undefined;
}

function successPolicyOutcome({ job, indexes }: JobSnapshot): JobOutcome | undefined {
  const rule = indexes === undefined ? undefined : metSuccessRule(job, indexes.succeeded);
  if (rule === undefined) return undefined;
  const message = `Matched rules at index ${rule}`;
  return { type: "Complete", reason: "SuccessPolicy", message, announced: false, interim: true };
}

/** With restartPolicy OnFailure restarts count as failures (pastBackoffLimitOnFailure). */
function exceedsRestarts(job: Job, pods: readonly Pod[]): boolean {
  if (job.spec.template.spec.restartPolicy !== "OnFailure") return false;
  let restarts = 0;
  for (const { status } of pods) {
    if (status.phase !== "Running" && status.phase !== "Pending") continue;
    for (const container of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])])
      restarts += container.restartCount;
  }
  return job.spec.backoffLimit === 0 ? restarts > 0 : restarts >= job.spec.backoffLimit;
}
