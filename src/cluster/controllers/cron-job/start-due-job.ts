import { ApiError } from "../../api/api-error.ts";
import { controllerOf, type KubeObject } from "../../api/object.ts";
import { formatTimestamp } from "../../api/wall-clock.ts";
import type { CronJob, Job, JobReference } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { parseSchedule } from "../../cron/parse-schedule.ts";
import { withActive } from "./active-jobs.ts";
import { cronJobSource, deleteScheduledJob } from "./job-history.ts";
import { type MissedStarts, missedStarts, untilNextStart } from "./missed-starts.ts";
import { scheduledJob, scheduledJobName } from "./scheduled-job.ts";

type Status = CronJob["status"];

/** What became of a look at the schedule. */
export interface StartResult {
  readonly status: Status;
  /** look again after so many milliseconds; undefined: when something changes */
  readonly again?: number;
  /** why the Job could not be started; it is to be tried again */
  readonly failure?: ApiError;
}

/** Starts the Job of the latest start time that was missed, as far as the CronJob's policies let it. */
export function startDueJob(context: ClusterContext, cronJob: CronJob, status: Status): StartResult {
  const { spec, metadata } = cronJob;
  const tell = tellerOf(context, cronJob);
  if (metadata.deletionTimestamp !== undefined || spec.suspend) return { status };
  const schedule = parseSchedule(spec.schedule);
  if ("problem" in schedule) {
    tell("Warning", "UnparseableSchedule", `unparseable schedule: "${spec.schedule}" : ${schedule.problem}`);
    return { status };
  }
  const now = context.clock.milliseconds;
  const missed = missedStarts({ ...cronJob, status }, schedule, now, true);
  if (missed === undefined) {
    const why = "time difference between two schedules is less than 1 second";
    tell("Warning", "InvalidSchedule", `invalid schedule: ${spec.schedule} : ${why}`);
    return { status };
  }
  const due = permittedStart(tell, { ...cronJob, status }, missed, now);
  const result = due === undefined ? { status } : start(context, cronJob, status, due);
  if (result === undefined || "failure" in result) return result ?? { status };
  return { ...result, again: untilNextStart({ ...cronJob, status: result.status }, schedule, now) };
}

/** The start time for which a Job is to be started now, if there is one. */
function permittedStart(
  tell: Teller,
  cronJob: CronJob,
  { latest: due, count }: MissedStarts,
  now: number,
): number | undefined {
  const { spec, status } = cronJob;
  if (due === undefined) return undefined;
  if (count === "too many")
    tell(
      "Warning",
      "TooManyMissedTimes",
      "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew",
    );
  const { startingDeadlineSeconds: deadline } = spec;
  if (deadline !== undefined && due + deadline * 1000 < now) {
    tell("Warning", "MissSchedule", `Missed scheduled time to start a job: ${mailDate(due)}`);
    return undefined;
  }
  const { active = [], lastScheduleTime } = status;
  const name = scheduledJobName(cronJob, due);
  if (active.some((job) => job.name === name) || lastScheduleTime === formatTimestamp(due)) return undefined;
  if (spec.concurrencyPolicy === "Forbid" && active.length > 0) {
    const why = "prior execution is running and concurrency policy is Forbid";
    tell("Normal", "JobAlreadyActive", `Not starting job because ${why}`);
    return undefined;
  }
  return due;
}

/** @returns undefined if somebody else's Job has the name */
function start(
  context: ClusterContext,
  cronJob: CronJob,
  status: Status,
  due: number,
): StartResult | undefined {
  const { api } = context;
  const replaces = cronJob.spec.concurrencyPolicy === "Replace";
  const replaced = replaces ? (status.active ?? []) : [];
  for (const { uid } of replaced) {
    const running = api.store.byUid(uid);
    if (running !== undefined) deleteScheduledJob(context, cronJob, running as Job);
  }
  const before = replaces ? withActive(status, []) : status;
  const job = createOrFind(context, cronJob, due);
  if (job instanceof ApiError) return { status: before, failure: job };
  if (controllerOf(job)?.uid !== cronJob.metadata.uid) return undefined;
  return {
    status: {
      ...withActive(before, [...(before.active ?? []), referenceTo(job)]),
      lastScheduleTime: formatTimestamp(due),
    },
  };
}

function createOrFind(context: ClusterContext, cronJob: CronJob, due: number): KubeObject | ApiError {
  const { api, rules } = context;
  const tell = tellerOf(context, cronJob);
  try {
    const created = api.create(scheduledJob(cronJob, due, rules));
    tell("Normal", "SuccessfulCreate", `Created job ${created.metadata.name}`);
    return created;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.reason === "AlreadyExists")
      return api.require({
        kind: "Job",
        namespace: cronJob.metadata.namespace ?? "",
        name: scheduledJobName(cronJob, due),
      });
    if (error.detail !== "NamespaceTerminating")
      tell("Warning", "FailedCreate", `Error creating job: ${error.message}`);
    return error;
  }
}

type Teller = (type: "Normal" | "Warning", reason: string, message: string) => void;

const tellerOf =
  ({ events }: ClusterContext, cronJob: CronJob): Teller =>
  (type, reason, message) =>
    events.record(cronJobSource, cronJob, type, reason, message);

const referenceTo = ({ apiVersion, kind, metadata }: KubeObject): JobReference => ({
  apiVersion,
  kind,
  name: metadata.name,
  namespace: metadata.namespace ?? "",
  uid: metadata.uid,
  resourceVersion: metadata.resourceVersion,
});

/** `Mon, 02 Jan 2006 15:04:05 +0000` */
const mailDate = (time: number): string => new Date(time).toUTCString().replace("GMT", "+0000");
