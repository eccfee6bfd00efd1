import { type Pod, podCondition } from "../../api/pod.ts";
import { parseTimestamp } from "../../api/wall-clock.ts";

const first = 10_000;
const longest = 600_000;

/** What a Job remembers of its failures since its last success. */
export interface FailureRecord {
  readonly failures: number;
  /** milliseconds since the epoch */
  readonly last: number;
}

/** The record after pods ended that were not counted before (pkg/controller/job/backoff_utils.go, newBackoffRecord). */
export function nextRecord(
  before: FailureRecord | undefined,
  succeeded: readonly Pod[],
  failed: readonly Pod[],
): FailureRecord | undefined {
  if (succeeded.length === 0 && failed.length === 0) return before;
  const lastSuccess = Math.max(...succeeded.map(finishTime));
  const since = failed.map(finishTime).filter((time) => time > lastSuccess);
  if (since.length === 0) return undefined;
  const earlier = succeeded.length === 0 ? (before?.failures ?? 0) : 0;
  return { failures: earlier + since.length, last: Math.max(...since) };
}

/**
 * How many milliseconds are left until the next pod may be created: ten seconds after the last failure, doubled for
 * each further one. `now`: milliseconds since the epoch.
 */
export function remainingBackoff(record: FailureRecord | undefined, now: number): number {
  if (record === undefined) return 0;
  const wait = Math.min(first * 2 ** (record.failures - 1), longest);
  return Math.max(0, record.last + wait - now);
}

/** When a pod ended: its last container, or when it stopped being ready, or its deletion; milliseconds since the epoch. */
export function finishTime(pod: Pod): number {
  const ends = (pod.status.containerStatuses ?? []).map((status) => status.state.terminated?.finishedAt);
  if (ends.length > 0 && ends.every((end) => end !== undefined)) return Math.max(...ends.map(parseTimestamp));
  const ready = podCondition(pod, "Ready");
  if (ready?.status === "False" && ready.lastTransitionTime !== undefined)
    return parseTimestamp(ready.lastTransitionTime);
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, creationTimestamp } = pod.metadata;
  return deletionTimestamp === undefined
    ? parseTimestamp(creationTimestamp)
    : parseTimestamp(deletionTimestamp) - deletionGracePeriodSeconds * 1000;
}
