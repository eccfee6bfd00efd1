import { extended } from "../../../util/extended.ts";
import { type Condition, conditionOf, type JobStatus } from "../../api/workloads.ts";

/**
 * Sets a condition in its place, stamped `now`, if it says something new; one that was never there is not set to False
 * (pkg/controller/job/job_controller.go, ensureJobConditionStatus). Gives the same status if nothing changes.
 */
export function withCondition(
  status: JobStatus,
  wanted: Pick<Condition, "type" | "status" | "reason" | "message">,
  now: string,
): JobStatus {
  const conditions = status.conditions ?? [];
  const existing = conditionOf(conditions, wanted.type);
  const says = ({ status, reason = "", message = "" }: typeof wanted): string =>
    [status, reason, message].join("\u0000");
  if (existing === undefined ? wanted.status === "False" : says(existing) === says(wanted)) return status;
  const { type, status: value, reason, message } = wanted;
  const condition: Condition = {
    type,
    status: value,
    ...(reason === undefined || reason === "" ? {} : { reason }),
    ...(message === undefined || message === "" ? {} : { message }),
    lastProbeTime: now,
    lastTransitionTime: now,
  };
  return extended(status, {
    conditions:
      existing === undefined
        ? [...conditions, condition]
        : conditions.map((each) => (each === existing ? condition : each)),
  });
}
