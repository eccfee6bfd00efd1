import type { ApiServer } from "../../api/api-server.ts";
import { refOf } from "../../api/object.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../../api/volumes.ts";

/** Says that the controller chose the other part, not the user. */
const byController = { "pv.kubernetes.io/bound-by-controller": "yes" };
const complete = { "pv.kubernetes.io/bind-completed": "yes" };

/**
 * Binds a volume and a claim to each other, in four writes: the volume names the claim and is Bound, then the claim
 * names the volume and is Bound (pkg/controller/volume/persistentvolume/pv_controller.go, bind).
 */
export function bindVolume(api: ApiServer, volume: PersistentVolume, claim: PersistentVolumeClaim): void {
  api.update<PersistentVolume>(refOf(volume), (stored) => withClaim(stored, claim));
  setVolumePhase(api, volume, "Bound");
  api.update<PersistentVolumeClaim>(refOf(claim), (stored) => withVolume(stored, volume));
  api.updateStatus<PersistentVolumeClaim>(refOf(claim), (status) => ({
    ...status,
    phase: "Bound",
    ...(volume.spec.accessModes === undefined ? {} : { accessModes: volume.spec.accessModes }),
    ...(volume.spec.capacity === undefined ? {} : { capacity: volume.spec.capacity }),
  }));
}

export function setVolumePhase(
  api: ApiServer,
  volume: PersistentVolume,
  phase: PersistentVolume["status"]["phase"],
): void {
  api.updateStatus<PersistentVolume>(refOf(volume), (status) =>
    status.phase === phase ? status : { ...status, ...(phase === undefined ? {} : { phase }) },
  );
}

/** What a volume says about its claim. */
export const claimReference = ({ metadata }: PersistentVolumeClaim) => ({
  kind: "PersistentVolumeClaim",
  namespace: metadata.namespace ?? "",
  name: metadata.name,
  uid: metadata.uid,
  apiVersion: "v1",
  resourceVersion: metadata.resourceVersion,
});

function withClaim(volume: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume {
  const { claimRef } = volume.spec;
  if (claimRef?.uid === claim.metadata.uid) return volume;
  const chosen = claimRef === undefined ? byController : {};
  return {
    ...volume,
    metadata: { ...volume.metadata, annotations: { ...volume.metadata.annotations, ...chosen } },
    spec: { ...volume.spec, claimRef: claimReference(claim) },
  };
}

function withVolume(claim: PersistentVolumeClaim, volume: PersistentVolume): PersistentVolumeClaim {
  const chosen = claim.spec.volumeName === undefined ? byController : {};
  const annotations = { ...claim.metadata.annotations, ...chosen, ...complete };
  return {
    ...claim,
    metadata: { ...claim.metadata, annotations },
    spec: { ...claim.spec, volumeName: volume.metadata.name },
  };
}
