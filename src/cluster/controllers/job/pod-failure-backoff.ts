import { isFinished, type Pod } from "../../api/pod.ts";
import { parseTimestamp } from "../../api/wall-clock.ts";

const first = 10_000;
const longest = 600_000;

/**
 * When the next pod of a Job may be created after failures, in milliseconds since the epoch: ten seconds after the last
 * one finished, doubled for each failure since the last success (pkg/controller/job/backoff_utils.go). 0: at once.
 */
export function nextPodTime(pods: readonly Pod[], failuresBefore = 0): number {
  const finished = pods.filter(isFinished);
  const lastSuccess = Math.max(
    0,
    ...finished.filter((pod) => pod.status.phase === "Succeeded").map(finishTime),
  );
  const failures = finished
    .filter((pod) => pod.status.phase === "Failed")
    .map(finishTime)
    .filter((time) => time > lastSuccess);
  const count = failures.length + failuresBefore;
  if (count === 0 || failures.length === 0) return 0;
  return Math.max(...failures) + Math.min(first * 2 ** (count - 1), longest);
}

/** When the last container of a finished pod ended. */
export function finishTime(pod: Pod): number {
  const ends = (pod.status.containerStatuses ?? [])
    .map((status) => status.state.terminated?.finishedAt)
    .filter((time) => time !== undefined)
    .map(parseTimestamp);
  if (ends.length > 0) return Math.max(...ends);
  const ready = pod.status.conditions?.find((condition) => condition.type === "Ready")?.lastTransitionTime;
  return parseTimestamp(ready ?? pod.metadata.deletionTimestamp ?? pod.metadata.creationTimestamp);
}
