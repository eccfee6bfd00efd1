import { keyOf, refFromKey, refOf } from "../api/object.ts";
import { parseTimestamp } from "../api/wall-clock.ts";
import type { Job } from "../api/workloads.ts";
import type { ClusterContext } from "../cluster.ts";
import { WorkQueue } from "./work-queue.ts";

/** Deletes finished Jobs, pods first, once their time is over (pkg/controller/ttlafterfinished/ttlafterfinished_controller.go). */
export function startTtlAfterFinished(context: ClusterContext): void {
  const { api, kernel, latency, clock } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });
  api.watch<Job>("Job", ({ type, object }) => {
    if (type !== "DELETED" && expiry(object) !== undefined) queue.add(keyOf(object));
  });

  function sync(key: string): void {
    const job = api.get<Job>(refFromKey("Job", key));
    const expires = job === undefined ? undefined : expiry(job);
    if (job === undefined || expires === undefined) return;
    const left = expires - clock.milliseconds;
    if (left > 0) queue.addAfter(key, left);
    else api.delete(refOf(job), { propagation: "Foreground", uid: job.metadata.uid });
  }
}

/** When a finished Job is to go, milliseconds since the epoch; undefined if it is not, or is going already. */
function expiry({ metadata, spec, status }: Job): number | undefined {
  const finished = status.conditions?.find(
    ({ type, status }) => status === "True" && (type === "Complete" || type === "Failed"),
  );
  if (spec.ttlSecondsAfterFinished === undefined || metadata.deletionTimestamp !== undefined)
    return undefined;
  if (finished?.lastTransitionTime === undefined) return undefined;
  return parseTimestamp(finished.lastTransitionTime) + spec.ttlSecondsAfterFinished * 1000;
}
