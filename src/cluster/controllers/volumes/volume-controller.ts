import { keyOf, refFromKey } from "../../api/object.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../../api/volumes.ts";
import type { ClusterContext } from "../../cluster.ts";
import { withoutFinalizer } from "../finalizers.ts";
import { WorkQueue } from "../work-queue.ts";
import { setVolumePhase } from "./bind-volume.ts";
import type { Provisioners } from "./provisioner.ts";
import { claimKey, type VolumeIndex } from "./volume-index.ts";

const protection = "kubernetes.io/pv-protection";

/**
 * Keeps the phase of volumes: Available until a claim has one, Released when its claim is gone; then it is removed if
 * its reclaim policy says so (pkg/controller/volume/persistentvolume/pv_controller.go, syncVolume).
 */
export function startVolumeController(
  context: ClusterContext,
  index: VolumeIndex,
  provisioners: Provisioners,
): void {
  const { api, kernel, latency } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });
  api.watch<PersistentVolume>("PersistentVolume", ({ object }) => queue.add(keyOf(object)));
  api.watch<PersistentVolumeClaim>("PersistentVolumeClaim", ({ type, object }) => {
    if (type === "DELETED") for (const volume of index.ofClaim(object)) queue.add(keyOf(volume));
  });

  function sync(key: string): void {
    const ref = refFromKey("PersistentVolume", key);
    const volume = api.get<PersistentVolume>(ref);
    if (volume === undefined) return;
    updatePhase(volume);
    const { metadata, status } = api.require<PersistentVolume>(ref);
    if (metadata.deletionTimestamp !== undefined && status.phase !== "Bound")
      api.update<PersistentVolume>(ref, (stored) => withoutFinalizer(stored, protection));
  }

  function updatePhase(volume: PersistentVolume): void {
    const owner = claimKey(volume);
    const uid = volume.spec.claimRef?.uid;
    // One that is only kept for a claim waits for that claim.
    if (owner === undefined || uid === undefined) {
      setVolumePhase(api, volume, "Available");
      return;
    }
    const claim = api.get<PersistentVolumeClaim>(refFromKey("PersistentVolumeClaim", owner));
    if (claim?.metadata.uid === uid) return;
    setVolumePhase(api, volume, "Released");
    if (volume.spec.persistentVolumeReclaimPolicy === "Delete") provisioners.remove(volume);
  }
}
