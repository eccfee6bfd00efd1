import { isReady, type Pod, podCondition } from "../api/pod.ts";
import { parseTimestamp } from "../api/wall-clock.ts";

/**
 * In how many milliseconds a pod counts as available: 0 if it does, undefined if it is not ready. `now`: milliseconds
 * since the epoch (pkg/api/v1/pod/util.go, IsPodAvailable).
 */
export function availableIn(pod: Pod, minReadySeconds: number, now: number): number | undefined {
  if (!isReady(pod)) return undefined;
  const since = podCondition(pod, "Ready")?.lastTransitionTime ?? pod.metadata.creationTimestamp;
  return Math.max(0, parseTimestamp(since) + minReadySeconds * 1000 - now);
}

/** How many of the pods are available, and in how many milliseconds the next one is. */
export function availability(
  pods: readonly Pod[],
  minReadySeconds: number,
  now: number,
): { readonly available: number; readonly next: number | undefined } {
  const waits = pods
    .map((pod) => availableIn(pod, minReadySeconds, now))
    .filter((wait) => wait !== undefined);
  const pending = waits.filter((wait) => wait > 0);
  return {
    available: waits.length - pending.length,
    next: pending.length === 0 ? undefined : Math.min(...pending),
  };
}
