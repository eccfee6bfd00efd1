import { deepEqual } from "../../../util/deep-equal.ts";
import { extended } from "../../../util/extended.ts";
import { refOf } from "../../api/object.ts";
import { parseTimestamp } from "../../api/wall-clock.ts";
import { type Condition, conditionOf, type Deployment } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { nonZero } from "../non-zero.ts";
import type { DeploymentState } from "./current-replica-set.ts";
import { hasDeadline, setCondition } from "./deployment-conditions.ts";
import { fenceposts } from "./fenceposts.ts";
import { allOf, totalAvailable, totalReplicas } from "./replica-sets.ts";

type Status = Deployment["status"];

/** Everything updated, everything available, nothing old left. */
export const isComplete = (deployment: Deployment, status: Status): boolean =>
  (status.updatedReplicas ?? 0) === deployment.spec.replicas &&
  (status.replicas ?? 0) === deployment.spec.replicas &&
  (status.availableReplicas ?? 0) === deployment.spec.replicas &&
  (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0);

/** Writes the counters after a scaling, which is no progress (pkg/controller/deployment/sync.go, syncDeploymentStatus). */
export function syncScaledStatus(context: ClusterContext, state: DeploymentState): void {
  write(context, state.deployment, calculateStatus(context, state));
}

/**
 * Writes what the Deployment's status is now, with its progress (pkg/controller/deployment/progress.go,
 * syncRolloutStatus). Gives in how many milliseconds the progress deadline is to be looked at, if one runs.
 */
export function syncRolloutStatus(context: ClusterContext, state: DeploymentState): number | undefined {
  const { deployment } = state;
  const status = calculateStatus(context, state);
  const progressed = withProgress(context, state, status);
  const conditions = withFailure(context, state, progressed);
  const { conditions: _before, ...counters } = status;
  const next: Status = conditions.length === 0 ? counters : extended(counters, { conditions });
  return write(context, deployment, next) ? undefined : untilDeadline(context, deployment, next);
}

function write({ api }: ClusterContext, deployment: Deployment, next: Status): boolean {
  if (deepEqual(next, deployment.status)) return false;
  api.updateStatus<Deployment>(refOf(deployment), () => next);
  return true;
}

function calculateStatus(context: ClusterContext, state: DeploymentState): Status {
  const { deployment, current } = state;
  const all = allOf(state);
  const sum = (field: "replicas" | "readyReplicas" | "terminatingReplicas"): number =>
    all.reduce((total, set) => total + (set.status[field] ?? 0), 0);
  const available = totalAvailable(all);
  const { collisionCount } = deployment.status;
  const counters = nonZero({
    replicas: sum("replicas"),
    updatedReplicas: current?.status.replicas ?? 0,
    readyReplicas: sum("readyReplicas"),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, totalReplicas(all) - available),
    terminatingReplicas: sum("terminatingReplicas"),
  });
  const enough = available >= deployment.spec.replicas - fenceposts(deployment).unavailable;
  const { generation } = deployment.metadata;
  return extended(counters, {
    conditions: setCondition(context, deployment.status.conditions ?? [], {
      type: "Available",
      status: enough ? "True" : "False",
      reason: enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
      message: enough
        ? "Deployment has minimum availability."
        : "Deployment does not have minimum availability.",
    }),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    ...(collisionCount === undefined ? {} : { collisionCount }),
  });
}

function withProgress(
  context: ClusterContext,
  { deployment, current }: DeploymentState,
  status: Status,
): readonly Condition[] {
  const { conditions = [] } = status;
  if (!hasDeadline(deployment)) return conditions.filter((each) => each.type !== "Progressing");
  const existing = conditionOf(deployment.status.conditions, "Progressing");
  const finished =
    (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && existing?.reason === "NewReplicaSetAvailable";
  if (finished) return conditions;
  const subject =
    current === undefined
      ? `Deployment "${deployment.metadata.name}"`
      : `ReplicaSet "${current.metadata.name}"`;
  const tell = (value: "True" | "False", reason: string, message: string, touch = false) =>
    setCondition(context, conditions, { type: "Progressing", status: value, reason, message }, touch);
  if (isComplete(deployment, status))
    return tell("True", "NewReplicaSetAvailable", `${subject} has successfully progressed.`);
  // Progress moves the deadline, even where the condition reads the same.
  if (isProgressing(deployment, status))
    return tell("True", "ReplicaSetUpdated", `${subject} is progressing.`, true);
  if (isTimedOut(context, deployment, existing))
    return tell("False", "ProgressDeadlineExceeded", `${subject} has timed out progressing.`);
  return conditions;
}

/** Passes on why a ReplicaSet cannot make its pods; the current one's failure comes first. */
function withFailure(
  context: ClusterContext,
  { current, old }: DeploymentState,
  conditions: readonly Condition[],
): readonly Condition[] {
  const failure = [current, ...old]
    .map((set) => conditionOf(set?.status.conditions, "ReplicaFailure"))
    .find((each) => each !== undefined);
  if (failure === undefined) return conditions.filter((each) => each.type !== "ReplicaFailure");
  const { reason = "", message = "" } = failure;
  return setCondition(context, conditions, { type: "ReplicaFailure", status: "True", reason, message });
}

/** More updated, more ready or available, or fewer old pods than the stored status says. */
function isProgressing({ status: before }: Deployment, status: Status): boolean {
  const oldBefore = (before.replicas ?? 0) - (before.updatedReplicas ?? 0);
  const oldNow = (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  return (
    (status.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    oldNow < oldBefore ||
    (status.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (status.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

function isTimedOut(
  { clock }: ClusterContext,
  deployment: Deployment,
  progressing: Condition | undefined,
): boolean {
  if (progressing?.lastUpdateTime === undefined || progressing.reason === "NewReplicaSetAvailable")
    return false;
  if (progressing.reason === "ProgressDeadlineExceeded") return true;
  return clock.milliseconds > deadlineOf(deployment, progressing.lastUpdateTime);
}

const deadlineOf = ({ spec }: Deployment, lastUpdate: string): number =>
  parseTimestamp(lastUpdate) + spec.progressDeadlineSeconds * 1000;

function untilDeadline(
  { clock }: ClusterContext,
  deployment: Deployment,
  status: Status,
): number | undefined {
  const progressing = conditionOf(status.conditions, "Progressing");
  if (progressing?.lastUpdateTime === undefined || !hasDeadline(deployment)) return undefined;
  if (isComplete(deployment, status) || progressing.reason === "ProgressDeadlineExceeded") return undefined;
  const left = deadlineOf(deployment, progressing.lastUpdateTime) - clock.milliseconds;
  // A second more avoids a look that comes a moment too early; within the last second it looks again and again.
  return left < 1000 ? Math.max(0, left) + 5 : left + 1000;
}
