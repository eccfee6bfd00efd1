import { compareStrings } from "../../../util/compare-strings.ts";
import { refOf } from "../../api/object.ts";
import { type CronJob, isTrue, type Job } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";

export const cronJobSource = "cronjob-controller";

/** How a Job ended, if it has. */
export function endOf(job: Job): "Complete" | "Failed" | undefined {
  const { conditions } = job.status;
  if (isTrue(conditions, "Complete")) return "Complete";
  return isTrue(conditions, "Failed") ? "Failed" : undefined;
}

/** Deletes the oldest of the finished Jobs beyond the two limits, and tells which. */
export function trimHistory(context: ClusterContext, cronJob: CronJob, jobs: readonly Job[]): readonly Job[] {
  const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = cronJob.spec;
  const limits = [
    ["Complete", successfulJobsHistoryLimit],
    ["Failed", failedJobsHistoryLimit],
  ] as const;
  const surplus = limits.flatMap(([end, limit]) => {
    const ended = jobs.filter((job) => endOf(job) === end).sort(byStart);
    return ended.slice(0, Math.max(ended.length - limit, 0));
  });
  for (const job of surplus) deleteScheduledJob(context, cronJob, job);
  return surplus;
}

export function deleteScheduledJob({ api, events }: ClusterContext, cronJob: CronJob, job: Job): void {
  api.delete(refOf(job));
  events.record(cronJobSource, cronJob, "Normal", "SuccessfulDelete", `Deleted job ${job.metadata.name}`);
}

/** Those that never started come last. */
function byStart(left: Job, right: Job): number {
  const [first = "9", second = "9"] = [left.status.startTime, right.status.startTime];
  return compareStrings(first, second) || compareStrings(left.metadata.name, right.metadata.name);
}
