import { parseTimestamp } from "../../cluster/api/wall-clock.ts";
import { isTrue, type Job } from "../../cluster/api/workloads.ts";
import { humanDuration } from "../human-duration.ts";
import { ageColumn, type Column, minorVersion, nameColumn, type PrintContext } from "./column.ts";
import { workloadColumns } from "./template-columns.ts";

export const jobColumns: readonly Column[] = [
  nameColumn,
  { name: "STATUS", since: 30, cell: status },
  { name: "COMPLETIONS", cell: completions },
  { name: "DURATION", cell: duration },
  ageColumn,
  ...workloadColumns,
];

function status({ metadata, status }: Job, { rules }: PrintContext): string {
  const conditions = status?.conditions;
  if (isTrue(conditions, "Complete")) return "Complete";
  if (isTrue(conditions, "Failed")) return "Failed";
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  if (isTrue(conditions, "Suspended")) return "Suspended";
  if (isTrue(conditions, "FailureTarget")) return "FailureTarget";
  if (minorVersion(rules) >= 34 && isTrue(conditions, "SuccessCriteriaMet")) return "SuccessCriteriaMet";
  return "Running";
}

function completions({ spec, status }: Job): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec.completions !== undefined) return `${succeeded}/${spec.completions}`;
  return spec.parallelism > 1 ? `${succeeded}/1 of ${spec.parallelism}` : `${succeeded}/1`;
}

/** Until the job is complete, so a failed one seems to go on. */
function duration({ status }: Job, { now }: PrintContext): string {
  if (status?.startTime === undefined) return "";
  const end = status.completionTime === undefined ? now : parseTimestamp(status.completionTime);
  return humanDuration(end - parseTimestamp(status.startTime));
}
