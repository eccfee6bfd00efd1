import { deepEqual } from "../../../util/deep-equal.ts";
import { ApiError } from "../../api/api-error.ts";
import { type KubeObject, type OwnerReference, ownerReference, refOf } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { ClaimTemplate, StatefulSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { RetryLater } from "../work-queue.ts";
import type { SetEvents } from "./set-events.ts";
import { claimNames } from "./stateful-pod.ts";

/**
 * Makes the claims of a pod that are not there (pkg/controller/statefulset/stateful_pod_control.go,
 * createPersistentVolumeClaims).
 * @throws RetryLater if one cannot be made, or is being deleted
 */
export function ensureClaims(
  { api }: ClusterContext,
  set: StatefulSet,
  ordinal: number,
  events: SetEvents,
): void {
  const problems: string[] = [];
  const templates = set.spec.volumeClaimTemplates ?? [];
  for (const [i, [, name]] of claimNames(set, ordinal).entries()) {
    const existing = api.get(claimRef(set, name));
    if (existing?.metadata.deletionTimestamp !== undefined) problems.push(`pvc ${name} is being deleted`);
    const template = templates[i];
    if (existing !== undefined || template === undefined) continue;
    const pod = `${set.metadata.name}-${ordinal}`;
    try {
      api.create(claimObject(set, name, template));
      events.createdClaim(name, pod);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      problems.push(`failed to create PVC ${name}: ${error.message}`);
      if (error.reason !== "AlreadyExists") events.createdClaim(name, pod, error.message);
    }
  }
  const [problem = "", ...more] = problems;
  if (problem !== "") throw new RetryLater(more.length === 0 ? problem : `[${problems.join(", ")}]`);
}

function claimObject({ metadata, spec }: StatefulSet, name: string, template: ClaimTemplate) {
  const { labels, annotations } = template.metadata;
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: {
      name,
      namespace: metadata.namespace ?? "",
      labels: { ...labels, ...spec.selector.matchLabels },
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec: template.spec,
  };
}

/** Whether a claim is left that belonged to an earlier pod and is about to go with it. */
export const hasStaleClaim = ({ api }: ClusterContext, set: StatefulSet, ordinal: number): boolean =>
  claimNames(set, ordinal).some(([, name]) =>
    (api.get(claimRef(set, name))?.metadata.ownerReferences ?? []).some(
      ({ kind, uid }) => kind === "Pod" && api.store.byUid(uid) === undefined,
    ),
  );

/**
 * Makes the claims of a pod go with whatever the retention policy says: the StatefulSet, the pod once it is surplus, or
 * nothing (updateClaimOwnerRefForSetAndPod).
 */
export function applyRetention(
  { api }: ClusterContext,
  set: StatefulSet,
  pod: Pod,
  ordinal: number,
  isSurplus: boolean,
): void {
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy ?? {};
  const goesWithPod = isSurplus && whenScaled === "Delete";
  const goesWithSet = !goesWithPod && whenDeleted === "Delete";
  for (const [, name] of claimNames(set, ordinal)) {
    const claim = api.get(claimRef(set, name));
    if (claim === undefined) continue;
    const { ownerReferences = [], ...metadata } = claim.metadata;
    const owners = [
      ...withOwner(ownerReferences, set, goesWithSet).filter(({ uid }) => uid !== pod.metadata.uid),
      ...(goesWithPod ? [ownerReference(pod)] : []),
    ];
    if (deepEqual(owners, ownerReferences)) continue;
    api.update(refOf(claim), (stored) => ({
      ...stored,
      metadata: owners.length === 0 ? metadata : { ...metadata, ownerReferences: owners },
    }));
  }
}

function withOwner(
  owners: readonly OwnerReference[],
  owner: KubeObject,
  wanted: boolean,
): readonly OwnerReference[] {
  const isThere = owners.some(({ uid }) => uid === owner.metadata.uid);
  if (!wanted) return owners.filter(({ uid }) => uid !== owner.metadata.uid);
  return isThere ? owners : [...owners, ownerReference(owner)];
}

const claimRef = ({ metadata }: StatefulSet, name: string) => ({
  kind: "PersistentVolumeClaim",
  namespace: metadata.namespace ?? "",
  name,
});
