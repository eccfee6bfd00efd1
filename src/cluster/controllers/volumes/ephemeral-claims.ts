import { ApiError } from "../../api/api-error.ts";
import { controllerOf, keyOf, ownerReference, refFromKey } from "../../api/object.ts";
import { isFinished, type Pod, type Volume } from "../../api/pod.ts";
import type { ClusterContext } from "../../cluster.ts";
import { RetryLater, WorkQueue } from "../work-queue.ts";

/** Makes the claims of generic ephemeral volumes, which go with their pod (pkg/controller/volume/ephemeral/controller.go). */
export function startEphemeralClaims(context: ClusterContext): void {
  const { api, kernel, latency, events } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });
  api.watch<Pod>("Pod", ({ type, object }) => {
    if (type === "ADDED" && object.spec.volumes?.some(({ ephemeral }) => ephemeral !== undefined))
      queue.add(keyOf(object));
  });

  function sync(key: string): void {
    const pod = api.get<Pod>(refFromKey("Pod", key));
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined || isFinished(pod)) return;
    for (const volume of pod.spec.volumes ?? []) if (volume.ephemeral !== undefined) makeClaim(pod, volume);
  }

  function makeClaim(pod: Pod, { name, ephemeral }: Volume): void {
    const { namespace = "" } = pod.metadata;
    const ref = { kind: "PersistentVolumeClaim", namespace, name: `${pod.metadata.name}-${name}` };
    const existing = api.get(ref);
    if (existing !== undefined) {
      if (controllerOf(existing)?.uid === pod.metadata.uid) return;
      throw new RetryLater(`PVC "${ref.name}" was not created for the pod`);
    }
    const { metadata, spec } = ephemeral?.volumeClaimTemplate ?? {};
    try {
      api.create({
        apiVersion: "v1",
        kind: ref.kind,
        metadata: {
          name: ref.name,
          namespace,
          ...(metadata?.labels === undefined ? {} : { labels: metadata.labels }),
          ...(metadata?.annotations === undefined ? {} : { annotations: metadata.annotations }),
          ownerReferences: [ownerReference(pod)],
        },
        spec,
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const why = `ephemeral volume controller: create PVC ${ref.name}: ${error.message}`;
      events.record("ephemeral-volume-controller", pod, "Warning", "FailedBinding", why);
      throw error;
    }
  }
}
