import { type KubeObject, refOf } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { ClusterContext } from "../../cluster.ts";
import { withoutFinalizer } from "../finalizers.ts";

/** Keeps a finished pod until its Job has counted it. */
export const trackingFinalizer = "batch.kubernetes.io/job-tracking";

export const isTracked = (object: KubeObject): boolean =>
  object.metadata.finalizers?.includes(trackingFinalizer) ?? false;

/** Lets go of a pod: it is counted, or its Job is gone. */
export function releasePod({ api }: ClusterContext, pod: Pod): void {
  if (api.get(refOf(pod))?.metadata.uid !== pod.metadata.uid) return;
  api.update<Pod>(refOf(pod), (stored) => withoutFinalizer(stored, trackingFinalizer));
}
