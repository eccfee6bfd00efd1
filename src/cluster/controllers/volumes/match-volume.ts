import { type LabelSelector, matchesSelector } from "../../api/object.ts";
import { Quantity } from "../../api/quantity.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../../api/volumes.ts";
import type { VolumeIndex } from "./volume-index.ts";

/**
 * The volume that a claim gets: one that is kept for it, or else the smallest free one that is large enough
 * (pkg/controller/volume/persistentvolume/index.go, findBestMatchForClaim). `onlyReserved`: no free one, as the claim
 * waits for its first consumer.
 */
export function bestMatch(
  index: VolumeIndex,
  claim: PersistentVolumeClaim,
  onlyReserved: boolean,
): PersistentVolume | undefined {
  const reserved = index
    .ofClaim(claim)
    .filter(({ spec }) => spec.claimRef?.uid === undefined || spec.claimRef.uid === claim.metadata.uid)
    .filter((volume) => mismatch(volume, claim) === undefined);
  if (reserved.length > 0 || onlyReserved) return smallest(reserved);
  const selector = claim.spec.selector as LabelSelector | undefined;
  const free = index
    .free()
    .filter(
      (volume) =>
        volume.status.phase === "Available" &&
        volume.metadata.deletionTimestamp === undefined &&
        matchesSelector(selector, volume.metadata.labels) &&
        mismatch(volume, claim) === undefined,
    );
  return smallest(free);
}

/** Why a volume does not do for a claim (pv_controller.go, checkVolumeSatisfyClaim). */
export function mismatch({ spec }: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  const wanted = claim.spec;
  if (sizeOf(spec.capacity).compare(sizeOf(wanted.resources?.requests)) < 0)
    return "requested PV is too small";
  if ((spec.storageClassName ?? "") !== (wanted.storageClassName ?? ""))
    return "storageClassName does not match";
  if (spec.volumeMode !== wanted.volumeMode) return "incompatible volumeMode";
  const modes = spec.accessModes ?? [];
  return (wanted.accessModes ?? []).every((mode) => modes.includes(mode))
    ? undefined
    : "incompatible accessMode";
}

const sizeOf = (amounts: Readonly<Record<string, string>> | undefined): Quantity =>
  Quantity.of(amounts?.["storage"]);

const smallest = (volumes: readonly PersistentVolume[]): PersistentVolume | undefined =>
  [...volumes].sort((a, b) => sizeOf(a.spec.capacity).compare(sizeOf(b.spec.capacity)))[0];
