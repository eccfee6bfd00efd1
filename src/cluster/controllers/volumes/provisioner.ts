import { type ObjectInput, refOf } from "../../api/object.ts";
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from "../../api/volumes.ts";
import type { ClusterContext } from "../../cluster.ts";
import { claimReference } from "./bind-volume.ts";

export const provisionerAnnotation = "volume.kubernetes.io/storage-provisioner";
const provisionedBy = "pv.kubernetes.io/provisioned-by";

/** Provisioners that were part of Kubernetes once, and the drivers that took their place. */
const migrated: Readonly<Record<string, string>> = {
  "kubernetes.io/aws-ebs": "ebs.csi.aws.com",
  "kubernetes.io/azure-disk": "disk.csi.azure.com",
  "kubernetes.io/azure-file": "file.csi.azure.com",
  "kubernetes.io/cinder": "cinder.csi.openstack.org",
  "kubernetes.io/gce-pd": "pd.csi.storage.gke.io",
  "kubernetes.io/portworx-volume": "pxd.portworx.com",
  "kubernetes.io/vsphere-volume": "csi.vsphere.vmware.com",
};

/** A class that nobody has described: it makes volumes at once. */
export const assumedClass = (name: string): StorageClass => ({
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name, uid: "", resourceVersion: "", creationTimestamp: "" },
  provisioner: "example.com/assumed",
  reclaimPolicy: "Delete",
  volumeBindingMode: "Immediate",
});

/** Who makes the volumes of a class; undefined if nobody outside the controller does. */
export function externalProvisioner({ provisioner }: StorageClass): string | undefined {
  const driver = migrated[provisioner] ?? provisioner;
  return driver.startsWith("kubernetes.io/") ? undefined : driver;
}

/**
 * The provisioners of all classes, which run beside the control plane: each makes the volumes of the claims that are
 * handed to it, and removes those of claims that are gone (sigs.k8s.io/sig-storage-lib-external-provisioner).
 */
export class Provisioners {
  private readonly working = new Set<string>();

  constructor(private readonly context: ClusterContext) {}

  /** Begins to make the volume of a claim, if that has not begun yet. */
  provide(claim: PersistentVolumeClaim, storageClass: StorageClass): void {
    const { api, kernel, latency, events } = this.context;
    const { uid, name, namespace = "", annotations } = claim.metadata;
    const provisioner = annotations?.[provisionerAnnotation] ?? "";
    if (this.working.has(uid)) return;
    this.working.add(uid);
    const message = `External provisioner is provisioning volume for claim "${namespace}/${name}"`;
    events.record(provisioner, claim, "Normal", "Provisioning", message);
    kernel.schedule(latency.volumeProvision, () => {
      this.working.delete(uid);
      const stored = api.get<PersistentVolumeClaim>(refOf(claim));
      if (stored?.metadata.uid !== uid || stored.spec.volumeName !== undefined) return;
      const volume = api.create(volumeFor(stored, storageClass, provisioner));
      const done = `Successfully provisioned volume ${volume.metadata.name}`;
      events.record(provisioner, claim, "Normal", "ProvisioningSucceeded", done);
    });
  }

  /** Removes a released volume that was made here. */
  remove(volume: PersistentVolume): void {
    const { api, kernel, latency } = this.context;
    const { uid, annotations, deletionTimestamp } = volume.metadata;
    if (annotations?.[provisionedBy] === undefined || deletionTimestamp !== undefined) return;
    if (this.working.has(uid)) return;
    this.working.add(uid);
    kernel.schedule(latency.volumeProvision, () => {
      this.working.delete(uid);
      if (api.store.byUid(uid) !== undefined) api.delete(refOf(volume), { uid });
    });
  }
}

function volumeFor(
  claim: PersistentVolumeClaim,
  storageClass: StorageClass,
  provisioner: string,
): ObjectInput {
  const { spec, metadata } = claim;
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: `pvc-${metadata.uid}`, annotations: { [provisionedBy]: provisioner } },
    spec: {
      accessModes: spec.accessModes,
      capacity: { storage: spec.resources?.requests?.["storage"] },
      claimRef: claimReference(claim),
      csi: { driver: provisioner, volumeHandle: `pvc-${metadata.uid}` },
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy,
      storageClassName: storageClass.metadata.name,
      volumeMode: spec.volumeMode,
    },
  };
}
