import { controllerOf, keyOf, refFromKey, refOf } from "../../api/object.ts";
import type { CronJob, Job } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { parseSchedule } from "../../cron/parse-schedule.ts";
import { WorkQueue } from "../work-queue.ts";
import { afterLookAt, withoutJobs } from "./active-jobs.ts";
import { cronJobSource, trimHistory } from "./job-history.ts";
import { untilNextStart } from "./missed-starts.ts";
import { startDueJob } from "./start-due-job.ts";

/** Starts Jobs by schedule and keeps the latest of them (pkg/controller/cronjob/cronjob_controllerv2.go). */
export function startCronJobController(context: ClusterContext): void {
  const { api, kernel, latency, clock, events } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });
  api.watch<CronJob>("CronJob", ({ object, old }) => {
    const { spec } = object;
    const isMoved =
      old !== undefined && (old.spec.schedule !== spec.schedule || old.spec.timeZone !== spec.timeZone);
    if (!isMoved) return queue.add(keyOf(object));
    const schedule = parseSchedule(spec.schedule);
    if ("problem" in schedule)
      events.record(
        cronJobSource,
        object,
        "Warning",
        "UnParseableCronJobSchedule",
        `unparseable schedule for cronjob: ${spec.schedule}`,
      );
    else queue.addAfter(keyOf(object), untilNextStart(object, schedule, clock.milliseconds));
  });
  api.watch<Job>("Job", ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "CronJob") queue.add(`${object.metadata.namespace ?? ""}/${owner.name}`);
  });

  function sync(key: string): void {
    const cronJob = api.get<CronJob>(refFromKey("CronJob", key));
    if (cronJob === undefined) return;
    const jobs = api.ownedBy<Job>("Job", cronJob.metadata.uid);
    const trimmed = withoutJobs(cronJob.status, trimHistory(context, cronJob, jobs));
    const seen = afterLookAt(context, cronJob, trimmed, jobs);
    const { status, again, failure } = startDueJob(context, cronJob, seen);
    api.updateStatus<CronJob>(refOf(cronJob), () => status);
    if (failure !== undefined) throw failure;
    if (again !== undefined) queue.addAfter(key, again);
  }
}
