import type { WallClock } from "../../api/wall-clock.ts";
import { type Condition, conditionOf, type ReplicaSet } from "../../api/workloads.ts";
import { nonZero } from "../non-zero.ts";
import type { PodTally } from "./pod-tally.ts";

type Status = ReplicaSet["status"];

/**
 * The status of a ReplicaSet whose pods are counted (pkg/controller/replicaset/replica_set_utils.go, calculateStatus).
 * A failure is told once: its message stays until it is over.
 */
export function replicaStatus(
  set: ReplicaSet,
  before: Status,
  tally: PodTally,
  available: number,
  error: Error | undefined,
  clock: WallClock,
): Status {
  const conditions = withFailure(set, before.conditions ?? [], tally, error, clock);
  const counters = nonZero({
    fullyLabeledReplicas: tally.active,
    readyReplicas: tally.ready,
    availableReplicas: available,
    terminatingReplicas: tally.terminating,
  });
  const { generation } = set.metadata;
  return Object.assign(
    { replicas: tally.active },
    counters,
    generation === undefined ? undefined : { observedGeneration: generation },
    conditions.length === 0 ? undefined : { conditions },
  );
}

function withFailure(
  set: ReplicaSet,
  conditions: readonly Condition[],
  tally: PodTally,
  error: Error | undefined,
  clock: WallClock,
): readonly Condition[] {
  const existing = conditionOf(conditions, "ReplicaFailure");
  if (error === undefined) return conditions.filter((each) => each !== existing);
  if (existing !== undefined) return conditions;
  const failure: Condition = {
    type: "ReplicaFailure",
    status: "True",
    reason: tally.active < set.spec.replicas ? "FailedCreate" : "FailedDelete",
    message: error.message,
    lastTransitionTime: clock.timestamp(),
  };
  return [...conditions, failure];
}
