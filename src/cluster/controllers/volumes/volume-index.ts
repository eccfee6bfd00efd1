import type { ApiServer } from "../../api/api-server.ts";
import { keyOf } from "../../api/object.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../../api/volumes.ts";

/** Finds volumes by the claim that they belong to, and those that nobody has, without a look at all of them. */
export class VolumeIndex {
  private readonly unclaimed = new Map<string, PersistentVolume>();
  private readonly claimed = new Map<string, Map<string, PersistentVolume>>();

  constructor(api: ApiServer) {
    api.onWrite(({ type, object, old }) => {
      if (object.kind !== "PersistentVolume" || object.apiVersion !== "v1") return;
      if (old !== undefined) this.forget(old as PersistentVolume);
      if (type !== "DELETED") this.note(object as PersistentVolume);
    });
  }

  /** Volumes that no claim has or is meant to have. */
  free(): readonly PersistentVolume[] {
    return [...this.unclaimed.values()];
  }

  /** Volumes that name the claim, whichever claim of that name it was. */
  ofClaim(claim: PersistentVolumeClaim): readonly PersistentVolume[] {
    return [...(this.claimed.get(keyOf(claim))?.values() ?? [])];
  }

  private note(volume: PersistentVolume): void {
    const key = claimKey(volume);
    if (key === undefined) this.unclaimed.set(volume.metadata.name, volume);
    else this.claimed.set(key, (this.claimed.get(key) ?? new Map()).set(volume.metadata.name, volume));
  }

  private forget(volume: PersistentVolume): void {
    const { name } = volume.metadata;
    this.unclaimed.delete(name);
    const key = claimKey(volume);
    const volumes = key === undefined ? undefined : this.claimed.get(key);
    volumes?.delete(name);
    if (key !== undefined && volumes?.size === 0) this.claimed.delete(key);
  }
}

/** `namespace/name` of the claim that a volume names. */
export function claimKey({ spec }: PersistentVolume): string | undefined {
  const { namespace = "", name } = spec.claimRef ?? {};
  return name === undefined ? undefined : `${namespace}/${name}`;
}
