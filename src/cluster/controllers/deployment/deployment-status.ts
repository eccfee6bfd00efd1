import { deepEqual } from "../../../util/deep-equal.ts";
import { refOf } from "../../api/object.ts";
import { parseTimestamp } from "../../api/wall-clock.ts";
import { type Condition, conditionOf, type Deployment, type ReplicaSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { fenceposts } from "./fenceposts.ts";
import { totalAvailable } from "./replica-sets.ts";

type Status = Deployment["status"];

/** Everything updated, everything available, nothing old left. */
export const isComplete = (deployment: Deployment, status: Status): boolean =>
  (status.updatedReplicas ?? 0) === deployment.spec.replicas &&
  (status.replicas ?? 0) === deployment.spec.replicas &&
  (status.availableReplicas ?? 0) === deployment.spec.replicas &&
  (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0);

/**
 * Writes what the Deployment's status is now (pkg/controller/deployment/sync.go and progress.go). Gives in how many
 * milliseconds the progress deadline is to be looked at, if one runs.
 */
export function syncStatus(
  context: ClusterContext,
  deployment: Deployment,
  current: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
): number | undefined {
  const all = [...old, ...(current === undefined ? [] : [current])];
  const status = counted(deployment, current, all);
  const conditions = withAvailable(context, deployment, status, deployment.status.conditions ?? []);
  const progress =
    deployment.spec.paused === true
      ? conditions
      : withProgress(context, deployment, current, all, status, conditions);
  const next: Status = { ...status, ...(progress.length === 0 ? {} : { conditions: progress }) };
  if (!deepEqual(next, deployment.status))
    context.api.updateStatus<Deployment>(refOf(deployment), () => next);
  return untilDeadline(context, deployment, next);
}

function counted(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  all: readonly ReplicaSet[],
): Status {
  const sum = (field: "replicas" | "readyReplicas" | "terminatingReplicas"): number =>
    all.reduce((total, set) => total + (set.status[field] ?? 0), 0);
  const available = totalAvailable(all);
  const wanted = all.reduce((total, set) => total + set.spec.replicas, 0);
  const { collisionCount } = deployment.status;
  const counters = {
    replicas: sum("replicas"),
    updatedReplicas: current?.status.replicas ?? 0,
    readyReplicas: sum("readyReplicas"),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, wanted - available),
    terminatingReplicas: sum("terminatingReplicas"),
  };
  return {
    ...(deployment.metadata.generation === undefined
      ? {}
      : { observedGeneration: deployment.metadata.generation }),
    ...Object.fromEntries(Object.entries(counters).filter(([, value]) => value !== 0)),
    ...(collisionCount === undefined ? {} : { collisionCount }),
  };
}

function withAvailable(
  context: ClusterContext,
  deployment: Deployment,
  status: Status,
  conditions: readonly Condition[],
): readonly Condition[] {
  const enough =
    (status.availableReplicas ?? 0) >= deployment.spec.replicas - fenceposts(deployment).unavailable;
  return setCondition(context, conditions, {
    type: "Available",
    status: enough ? "True" : "False",
    reason: enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
    message: enough
      ? "Deployment has minimum availability."
      : "Deployment does not have minimum availability.",
  });
}

function withProgress(
  context: ClusterContext,
  deployment: Deployment,
  current: ReplicaSet | undefined,
  all: readonly ReplicaSet[],
  status: Status,
  conditions: readonly Condition[],
): readonly Condition[] {
  const existing = conditionOf(conditions, "Progressing");
  const finished =
    status.replicas === status.updatedReplicas && existing?.reason === "NewReplicaSetAvailable";
  let next = conditions;
  if (!finished) {
    const name = current?.metadata.name ?? deployment.metadata.name;
    const subject = current === undefined ? `Deployment "${name}"` : `ReplicaSet "${name}"`;
    if (isComplete(deployment, status))
      next = setCondition(context, next, {
        type: "Progressing",
        status: "True",
        reason: "NewReplicaSetAvailable",
        message: `${subject} has successfully progressed.`,
      });
    else if (isProgressing(deployment, status)) {
      const condition: Condition = {
        type: "Progressing",
        status: "True",
        reason: "ReplicaSetUpdated",
        message: `${subject} is progressing.`,
      };
      // Progress moves the deadline, even where the condition reads the same.
      next = setCondition(context, next, condition, true);
    } else if (isTimedOut(context, deployment, next))
      next = setCondition(context, next, {
        type: "Progressing",
        status: "False",
        reason: "ProgressDeadlineExceeded",
        message: `${subject} has timed out progressing.`,
      });
  }
  const failure = all
    .map((set) => conditionOf(set.status.conditions, "ReplicaFailure"))
    .find((each) => each !== undefined);
  const withoutFailure = next.filter((each) => each.type !== "ReplicaFailure");
  return failure === undefined
    ? withoutFailure
    : setCondition(context, next, {
        type: "ReplicaFailure",
        status: "True",
        reason: failure.reason ?? "",
        message: failure.message ?? "",
      });
}

/** More updated, more ready or available, or fewer old pods than the stored status says. */
function isProgressing(deployment: Deployment, status: Status): boolean {
  const before = deployment.status;
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
  context: ClusterContext,
  deployment: Deployment,
  conditions: readonly Condition[],
): boolean {
  const progressing = conditionOf(conditions, "Progressing");
  if (progressing?.lastUpdateTime === undefined || progressing.reason === "NewReplicaSetAvailable")
    return false;
  if (progressing.reason === "ProgressDeadlineExceeded") return true;
  const since = parseTimestamp(progressing.lastUpdateTime);
  return context.clock.milliseconds > since + deployment.spec.progressDeadlineSeconds * 1000;
}

function untilDeadline(context: ClusterContext, deployment: Deployment, status: Status): number | undefined {
  const progressing = conditionOf(status.conditions, "Progressing");
  if (progressing?.lastUpdateTime === undefined || deployment.spec.paused === true) return undefined;
  if (isComplete(deployment, status) || progressing.reason === "ProgressDeadlineExceeded") return undefined;
  const deadline =
    parseTimestamp(progressing.lastUpdateTime) + deployment.spec.progressDeadlineSeconds * 1000;
  return Math.max(0, deadline - context.clock.milliseconds) + 1000;
}

/**
 * Puts a condition in its place. One that says the same stays as it is, its times included, unless `touch` asks for a
 * new update time; the transition time changes with the status only.
 */
export function setCondition(
  context: ClusterContext,
  conditions: readonly Condition[],
  wanted: Condition,
  touch = false,
): readonly Condition[] {
  const existing = conditionOf(conditions, wanted.type);
  const same =
    existing !== undefined && existing.status === wanted.status && existing.reason === wanted.reason;
  if (same && !touch && existing.message === wanted.message) return conditions;
  if (same && !touch && wanted.type !== "Progressing") return conditions;
  const now = context.clock.timestamp();
  const next: Condition = {
    ...wanted,
    lastUpdateTime: now,
    lastTransitionTime: existing?.status === wanted.status ? (existing.lastTransitionTime ?? now) : now,
  };
  return [...conditions.filter((each) => each.type !== wanted.type), next];
}
