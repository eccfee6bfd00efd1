import type { CronJob, Job, JobReference } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { cronJobSource, endOf } from "./job-history.ts";

type Status = CronJob["status"];

export function withActive(status: Status, active: readonly JobReference[]): Status {
  const { active: _old, ...rest } = status;
  return active.length === 0 ? rest : { ...rest, active };
}

export function withoutJobs(status: Status, gone: readonly Job[]): Status {
  const uids = new Set(gone.map(({ metadata }) => metadata.uid));
  const { active = [] } = status;
  return withActive(
    status,
    active.filter(({ uid }) => !uids.has(uid)),
  );
}

/** The status after a look at the Jobs: which have ended, which have vanished, when one last succeeded. */
export function afterLookAt(
  { api, events }: ClusterContext,
  cronJob: CronJob,
  status: Status,
  jobs: readonly Job[],
): Status {
  const known = new Set(status.active?.map(({ uid }) => uid));
  const tell = (type: "Normal" | "Warning", reason: string, message: string) =>
    events.record(cronJobSource, cronJob, type, reason, message);
  let { lastSuccessfulTime } = status;
  const ended: Job[] = [];
  for (const job of jobs) {
    const { name, uid } = job.metadata;
    const end = endOf(job);
    if (end === undefined) {
      if (!known.has(uid))
        tell("Warning", "UnexpectedJob", `Saw a job that the controller did not create or forgot: ${name}`);
      continue;
    }
    if (known.has(uid)) {
      ended.push(job);
      tell("Normal", "SawCompletedJob", `Saw completed job: ${name}, condition: ${end}`);
    }
    const { completionTime } = job.status;
    // RFC 3339 in UTC sorts as text.
    if (end === "Complete" && completionTime !== undefined && completionTime > (lastSuccessfulTime ?? ""))
      lastSuccessfulTime = completionTime;
  }
  const left = withoutJobs(status, ended);
  const present = (left.active ?? []).filter(({ uid, name }) => {
    const there = api.store.byUid(uid) !== undefined;
    if (!there) tell("Normal", "MissingJob", `Active job went missing: ${name}`);
    return there;
  });
  return {
    ...withActive(left, present),
    ...(lastSuccessfulTime === undefined ? {} : { lastSuccessfulTime }),
  };
}
