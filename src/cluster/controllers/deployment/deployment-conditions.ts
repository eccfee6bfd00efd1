import { extended } from "../../../util/extended.ts";
import { type Condition, conditionOf, type Deployment } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";

const noDeadline = 2_147_483_647;

/** Whether the progress of the Deployment is watched at all. */
export const hasDeadline = ({ spec }: Deployment): boolean => spec.progressDeadlineSeconds !== noDeadline;

/**
 * Puts a condition in its place. One with the same status and reason stays as it is, whatever its message, unless
 * `touch` asks for a new update time; the transition time changes with the status only
 * (util/deployment_util.go, SetDeploymentCondition).
 */
export function setCondition(
  { clock }: ClusterContext,
  conditions: readonly Condition[],
  wanted: Condition,
  touch = false,
): readonly Condition[] {
  const existing = conditionOf(conditions, wanted.type);
  const same = existing?.status === wanted.status && existing.reason === wanted.reason;
  if (same && !touch) return conditions;
  const now = clock.timestamp();
  const lastTransitionTime = existing?.status === wanted.status ? (existing.lastTransitionTime ?? now) : now;
  const next: Condition = extended(wanted, { lastUpdateTime: now, lastTransitionTime });
  return [...conditions.filter((each) => each !== existing), next];
}
