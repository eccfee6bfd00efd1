import type { KubernetesRules } from "../cluster/kubernetes-rules.ts";
import { columnsFor } from "../kubectl/columns/columns-for.ts";
import type { RecordedWrite } from "../recording/recording.ts";
import type { CountedState } from "../scenario/expect/claim.ts";

export interface Condition {
  readonly type?: unknown;
  readonly status?: unknown;
}

/** The words for the state that a write leaves an object in: what STATUS shows, its phase, the conditions that hold. */
export function stateWords(write: RecordedWrite, rules: KubernetesRules | undefined): ReadonlySet<string> {
  if (write.type === "DELETED") return new Set();
  const status = statusOf(write);
  const words = new Set<string>();
  const column = rules && columnsFor(write.kind, rules).find(({ name }) => name === "STATUS");
  if (column !== undefined && rules !== undefined)
    for (const word of column.cell(write.object, { now: write.t, rules }).split(","))
      if (word !== "") words.add(word);
  if (typeof status.phase === "string") words.add(status.phase);
  for (const { type, status: holds } of conditionsOf(write))
    if (holds === "True" && typeof type === "string") words.add(type);
  return words;
}

/** Whether everything of the object runs that is to run: the replicas of its newest spec, or its condition Ready. */
export function isReady(write: RecordedWrite): boolean {
  if (write.type === "DELETED") return false;
  const { spec, metadata } = write.object;
  const status = statusOf(write);
  const seen = numberOf(status.observedGeneration) >= (metadata.generation ?? 0);
  const wanted = (spec as { replicas?: unknown } | undefined)?.replicas ?? 1;
  switch (write.kind) {
    case "Deployment":
    case "StatefulSet":
      return seen && [status.readyReplicas, status.updatedReplicas].every((n) => numberOf(n) === wanted);
    case "ReplicaSet":
    case "ReplicationController":
      return seen && numberOf(status.readyReplicas) === wanted;
    case "DaemonSet":
      return (
        seen &&
        [status.numberReady, status.updatedNumberScheduled].every(
          (n) => numberOf(n) === numberOf(status.desiredNumberScheduled),
        )
      );
    default:
      return status.phase === "Ready" || conditionsOf(write).some(holds("Ready"));
  }
}

/** What of an object has come to its good end, or to its bad one. */
export const isComplete = (write: RecordedWrite): boolean => endWords(write, ["Complete", "Succeeded"]);

export const isFailed = (write: RecordedWrite): boolean => endWords(write, ["Failed"]);

/** Whether the object has begun what it is there for: a pod's containers, a Job's first pod. */
export function hasStarted(write: RecordedWrite): boolean {
  const { phase, startTime } = statusOf(write);
  if (write.kind === "Pod") return phase === "Running" || isComplete(write) || isFailed(write);
  return write.kind === "Job" ? startTime !== undefined : true;
}

const replicaFields: Readonly<Record<CountedState, readonly string[]>> = {
  ready: ["readyReplicas", "numberReady", "ready"],
  available: ["availableReplicas", "numberAvailable"],
  updated: ["updatedReplicas", "updatedNumberScheduled"],
  active: ["active"],
  succeeded: ["succeeded"],
  failed: ["failed"],
};

/** How many of a workload's pods are in the state. */
export function countOf(write: RecordedWrite, state: CountedState): number {
  if (write.type === "DELETED") return 0;
  const status = statusOf(write);
  return Math.max(...replicaFields[state].map((field) => numberOf(status[field])));
}

const endWords = (write: RecordedWrite, words: readonly string[]): boolean =>
  write.type !== "DELETED" &&
  (words.includes(String(statusOf(write).phase)) ||
    (write.kind === "Job" && words.some((word) => conditionsOf(write).some(holds(word)))));

const holds =
  (word: string) =>
  ({ type, status }: Condition): boolean =>
    type === word && status === "True";

const statusOf = ({ object }: RecordedWrite): Readonly<Record<string, unknown>> =>
  (object.status ?? {}) as Readonly<Record<string, unknown>>;

function conditionsOf(write: RecordedWrite): readonly Condition[] {
  const { conditions } = statusOf(write);
  return Array.isArray(conditions) ? conditions : [];
}

const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);
