import type { Job } from "../../api/workloads.ts";
import { countOf, type IndexSet, overlapOf, parseIndexes } from "./completion-indexes.ts";

/** The first rule of the successPolicy that is met, by its index (pkg/controller/job/success_policy.go). */
export function metSuccessRule(job: Job, succeeded: IndexSet): number | undefined {
  if (succeeded.length === 0) return undefined;
  const rules = job.spec.successPolicy?.rules ?? [];
  const met = rules.findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined)
      return succeededCount !== undefined && countOf(succeeded) >= succeededCount;
    const required = parseIndexes(succeededIndexes, job.spec.completions ?? 0);
    const reached = overlapOf(required, succeeded);
    return required.length > 0 && reached >= Math.min(succeededCount ?? Infinity, countOf(required));
  });
  return met === -1 ? undefined : met;
}
