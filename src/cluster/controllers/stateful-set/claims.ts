import { ApiError } from "../../api/api-error.ts";
import { type KubeObject, type OwnerReference, refOf } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { StatefulSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { RetryLater } from "../work-queue.ts";
import { claimNames } from "./stateful-pod.ts";

const source = "statefulset-controller";

/**
 * Makes the claims of a pod that are not there (pkg/controller/statefulset/stateful_pod_control.go,
 * createPersistentVolumeClaims).
 * @throws RetryLater if one cannot be made, or is being deleted
 */
export function ensureClaims({ api, events }: ClusterContext, set: StatefulSet, ordinal: number): void {
  const namespace = set.metadata.namespace ?? "";
  const pod = `${set.metadata.name}-${ordinal}`;
  const templates = set.spec.volumeClaimTemplates ?? [];
  for (const [i, [, name]] of claimNames(set, ordinal).entries()) {
    const existing = api.get({ kind: "PersistentVolumeClaim", namespace, name });
    if (existing?.metadata.deletionTimestamp !== undefined)
      throw new RetryLater(`pvc ${name} is being deleted`);
    const template = templates[i];
    if (existing !== undefined || template === undefined) continue;
    const { labels, annotations } = template.metadata;
    try {
      api.create({
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: {
          name,
          namespace,
          labels: { ...labels, ...set.spec.selector.matchLabels },
          ...(annotations === undefined ? {} : { annotations }),
          ...(deletesWithSet(set) ? { ownerReferences: [plainReference(set)] } : {}),
        },
        spec: template.spec,
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const message = `create Claim ${name} for Pod ${pod} in StatefulSet ${set.metadata.name} failed error: ${error.message}`;
      events.record(source, set, "Warning", "FailedCreate", message);
      throw new RetryLater(error.message, { cause: error });
    }
    const message = `Create Claim ${name} Pod ${pod} in StatefulSet ${set.metadata.name} success`;
    events.record(source, set, "Normal", "SuccessfulCreate", message);
  }
}

/** Whether a claim is left that belonged to an earlier pod and is about to go with it. */
export const hasStaleClaim = ({ api }: ClusterContext, set: StatefulSet, ordinal: number): boolean =>
  claimNames(set, ordinal).some(([, name]) => {
    const namespace = set.metadata.namespace ?? "";
    const owners =
      api.get({ kind: "PersistentVolumeClaim", namespace, name })?.metadata.ownerReferences ?? [];
    return owners.some(({ kind, uid }) => kind === "Pod" && api.store.byUid(uid) === undefined);
  });

/** Lets the claims of a pod that is scaled away go with it, if the retention policy says so. */
export function condemnClaims({ api }: ClusterContext, set: StatefulSet, pod: Pod, ordinal: number): void {
  if (set.spec.persistentVolumeClaimRetentionPolicy?.whenScaled !== "Delete") return;
  for (const [, name] of claimNames(set, ordinal)) {
    const claim = api.get({ kind: "PersistentVolumeClaim", namespace: set.metadata.namespace ?? "", name });
    if (claim === undefined) continue;
    api.update(refOf(claim), (stored) => ({
      ...stored,
      metadata: { ...stored.metadata, ownerReferences: [plainReference(pod)] },
    }));
  }
}

const deletesWithSet = ({ spec }: StatefulSet): boolean =>
  spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === "Delete";

const plainReference = ({ apiVersion, kind, metadata }: KubeObject): OwnerReference => ({
  apiVersion,
  kind,
  name: metadata.name,
  uid: metadata.uid,
});
