import type { WallClock } from "../../api/wall-clock.ts";
import { type Condition, conditionOf, type ReplicaSet } from "../../api/workloads.ts";
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
  return {
    replicas: tally.active,
    ...count("fullyLabeledReplicas", tally.active),
    ...count("readyReplicas", tally.ready),
    ...count("availableReplicas", available),
    ...count("terminatingReplicas", tally.terminating),
    ...(set.metadata.generation === undefined ? {} : { observedGeneration: set.metadata.generation }),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
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

/** A counter of zero is left out of a status. */
const count = <K extends string>(name: K, value: number): { [key in K]?: number } =>
  (value === 0 ? {} : { [name]: value }) as { [key in K]?: number };
