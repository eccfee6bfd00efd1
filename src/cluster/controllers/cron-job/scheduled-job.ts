import { type ObjectInput, ownerReference } from "../../api/object.ts";
import { formatTimestamp } from "../../api/wall-clock.ts";
import type { CronJob } from "../../api/workloads.ts";
import { zoneOffset } from "../../cron/time-zone.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";

/** The name of the Job for a start time has that time in minutes, so that nobody can start it twice. */
export const scheduledJobName = (cronJob: CronJob, time: number): string =>
  `${cronJob.metadata.name}-${Math.floor(time / 60_000)}`;

/** The Job that a CronJob starts for a time, milliseconds since the epoch (pkg/controller/cronjob/utils.go, getJobFromTemplate2). */
export function scheduledJob(cronJob: CronJob, time: number, rules: KubernetesRules): ObjectInput {
  const { metadata, spec } = cronJob.spec.jobTemplate;
  const scheduled = { "batch.kubernetes.io/cronjob-scheduled-timestamp": zonedTimestamp(time, cronJob) };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      name: scheduledJobName(cronJob, time),
      namespace: cronJob.metadata.namespace ?? "",
      labels: { ...metadata?.labels },
      annotations: { ...metadata?.annotations, ...(rules.cronJobScheduledAnnotation ? scheduled : {}) },
      ownerReferences: [ownerReference(cronJob)],
    },
    spec,
  };
}

/** RFC 3339 in the CronJob's time zone. */
function zonedTimestamp(time: number, { spec }: CronJob): string {
  const offset = zoneOffset(spec.timeZone ?? "UTC", time);
  if (offset === 0) return formatTimestamp(time);
  const minutes = Math.abs(offset) / 60_000;
  const digits = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const zone = `${offset < 0 ? "-" : "+"}${digits(minutes / 60)}:${digits(minutes % 60)}`;
  return formatTimestamp(time + offset).replace("Z", zone);
}
