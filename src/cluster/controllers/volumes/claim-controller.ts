import { keyOf, type ObjectRef, refFromKey, refOf } from "../../api/object.ts";
import { isFinished, type Pod } from "../../api/pod.ts";
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from "../../api/volumes.ts";
import type { ClusterContext } from "../../cluster.ts";
import { nextTick } from "../../periodic.ts";
import { WorkQueue } from "../work-queue.ts";
import { bindVolume } from "./bind-volume.ts";
import { bestMatch, mismatch } from "./match-volume.ts";
import {
  assumedClass,
  externalProvisioner,
  type Provisioners,
  provisionerAnnotation,
} from "./provisioner.ts";
import { claimKey, type VolumeIndex } from "./volume-index.ts";

const source = "persistentvolume-controller";
const selectedNode = "volume.kubernetes.io/selected-node";
/** Claims that are not bound are looked at this often, milliseconds. */
const resyncPeriod = 15_000;

/** Gives claims their volumes (pkg/controller/volume/persistentvolume/pv_controller.go, syncClaim). */
export function startClaimController(
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
  api.watch<PersistentVolumeClaim>("PersistentVolumeClaim", ({ object }) => queue.add(keyOf(object)));
  api.watch<PersistentVolume>("PersistentVolume", ({ type, object }) => {
    const key = claimKey(object);
    if (key === undefined) return;
    const claim = api.get<PersistentVolumeClaim>(refFromKey("PersistentVolumeClaim", key));
    // A volume that was made for a claim, or a claim that lost its volume.
    if (claim !== undefined && (type === "DELETED" || claim.spec.volumeName === undefined)) queue.add(key);
  });

  function sync(key: string): void {
    const ref = refFromKey("PersistentVolumeClaim", key);
    const claim = api.get<PersistentVolumeClaim>(ref);
    if (claim === undefined) return;
    if (claim.status.phase === "Bound" || claim.status.phase === "Lost") checkVolume(ref, claim);
    else if (claim.spec.volumeName === undefined) findVolume(claim);
    else bindRequested(claim, claim.spec.volumeName);
    if (api.get<PersistentVolumeClaim>(ref)?.status.phase === "Pending")
      queue.addAfter(key, nextTick(kernel.now + 1, resyncPeriod, 0) - kernel.now);
  }

  function findVolume(claim: PersistentVolumeClaim): void {
    const name = claim.spec.storageClassName ?? "";
    const storageClass = classNamed(name);
    const waits =
      storageClass?.volumeBindingMode === "WaitForFirstConsumer" &&
      claim.metadata.annotations?.[selectedNode] === undefined;
    const volume = bestMatch(index, claim, waits);
    if (volume !== undefined) bindVolume(api, volume, claim);
    else if (waits) tellOfWait(claim);
    else if (name === "")
      tell(
        claim,
        "Normal",
        "FailedBinding",
        "no persistent volumes available for this claim and no storage class is set",
      );
    else if (storageClass === undefined)
      tell(claim, "Warning", "ProvisioningFailed", `storageclass.storage.k8s.io "${name}" not found`);
    else provision(claim, storageClass);
  }

  /** The class, or one that makes volumes at once where it is taken to be there though nothing declares it. */
  function classNamed(name: string): StorageClass | undefined {
    const found = api.get<StorageClass>({ kind: "StorageClass", namespace: "", name });
    if (found !== undefined || name === "" || !context.behaviours.isAssumed("StorageClass", "", name))
      return found;
    return assumedClass(name);
  }

  function provision(claim: PersistentVolumeClaim, storageClass: StorageClass): void {
    const provisioner = externalProvisioner(storageClass);
    if (provisioner === undefined) {
      const why = `no volume plugin matched name: ${storageClass.provisioner}`;
      tell(claim, "Warning", "ProvisioningFailed", why);
      return;
    }
    const annotated = api.update<PersistentVolumeClaim>(refOf(claim), (stored) => ({
      ...stored,
      metadata: {
        ...stored.metadata,
        annotations: {
          ...stored.metadata.annotations,
          [`volume.beta.${provisionerAnnotation.slice("volume.".length)}`]: provisioner,
          [provisionerAnnotation]: provisioner,
        },
      },
    }));
    tell(
      claim,
      "Normal",
      "ExternalProvisioning",
      `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`,
    );
    provisioners.provide(annotated, storageClass);
  }

  function bindRequested(claim: PersistentVolumeClaim, name: string): void {
    const volume = api.get<PersistentVolume>({ kind: "PersistentVolume", namespace: "", name });
    if (volume === undefined) return;
    const owner = claimKey(volume);
    const { uid } = volume.spec.claimRef ?? {};
    const isTaken =
      owner !== undefined && (owner !== keyOf(claim) || (uid ?? claim.metadata.uid) !== claim.metadata.uid);
    if (isTaken) return;
    const problem = owner === undefined ? mismatch(volume, claim) : undefined;
    if (problem === undefined) bindVolume(api, volume, claim);
    else tell(claim, "Warning", "VolumeMismatch", `Cannot bind to requested volume "${name}": ${problem}`);
  }

  function checkVolume(ref: ObjectRef, claim: PersistentVolumeClaim): void {
    const name = claim.spec.volumeName ?? "";
    const there = api.get({ kind: "PersistentVolume", namespace: "", name }) !== undefined;
    if (there || claim.status.phase === "Lost") return;
    api.updateStatus<PersistentVolumeClaim>(ref, (status) => ({ ...status, phase: "Lost" }));
    const message = "Bound claim has lost its PersistentVolume. Data on the volume is lost!";
    tell(claim, "Warning", "ClaimLost", message);
  }

  function tellOfWait(claim: PersistentVolumeClaim): void {
    const pods = waitingPods(claim);
    if (pods.length === 0)
      tell(
        claim,
        "Normal",
        "WaitForFirstConsumer",
        "waiting for first consumer to be created before binding",
      );
    else {
      const which = pods.length === 1 ? `pod ${pods[0]}` : `pods ${pods.join(",")}`;
      tell(claim, "Normal", "WaitForPodScheduled", `waiting for ${which} to be scheduled`);
    }
  }

  function waitingPods({ metadata }: PersistentVolumeClaim): readonly string[] {
    return api
      .list<Pod>("Pod", metadata.namespace ?? "")
      .filter(
        (pod) =>
          pod.spec.nodeName === undefined &&
          !isFinished(pod) &&
          pod.spec.volumes?.some(
            ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === metadata.name,
          ),
      )
      .map((pod) => pod.metadata.name);
  }

  function tell(
    claim: PersistentVolumeClaim,
    type: "Normal" | "Warning",
    reason: string,
    message: string,
  ): void {
    context.events.record(source, claim, type, reason, message);
  }
}
