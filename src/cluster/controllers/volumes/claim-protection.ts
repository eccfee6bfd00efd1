import { controllerOf, keyOf, refFromKey } from "../../api/object.ts";
import { isFinished, type Pod, type Volume } from "../../api/pod.ts";
import type { PersistentVolumeClaim } from "../../api/volumes.ts";
import type { ClusterContext } from "../../cluster.ts";
import { withoutFinalizer } from "../finalizers.ts";
import { WorkQueue } from "../work-queue.ts";

const protection = "kubernetes.io/pvc-protection";

/** Lets a claim go only when no pod on a node has it (pkg/controller/volume/pvcprotection/pvc_protection_controller.go). */
export function startClaimProtection(context: ClusterContext): void {
  const { api, kernel, latency } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });
  api.watch<PersistentVolumeClaim>("PersistentVolumeClaim", ({ type, object }) => {
    if (type !== "DELETED" && isLeaving(object)) queue.add(keyOf(object));
  });
  api.watch<Pod>("Pod", ({ type, object }) => {
    if (type !== "DELETED" && !isFinished(object)) return;
    for (const volume of object.spec.volumes ?? []) {
      const name = claimOf(object, volume);
      if (name !== undefined) queue.add(`${object.metadata.namespace ?? ""}/${name}`);
    }
  });

  function sync(key: string): void {
    const ref = refFromKey("PersistentVolumeClaim", key);
    const claim = api.get<PersistentVolumeClaim>(ref);
    if (claim === undefined || !isLeaving(claim)) return;
    if (api.list<Pod>("Pod", ref.namespace).some((pod) => uses(pod, claim))) return;
    api.update<PersistentVolumeClaim>(ref, (stored) => withoutFinalizer(stored, protection));
  }
}

const isLeaving = ({ metadata }: PersistentVolumeClaim): boolean =>
  metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).includes(protection);

/** The name of the claim behind a pod's volume. */
const claimOf = ({ metadata }: Pod, { name, ephemeral, persistentVolumeClaim }: Volume) =>
  persistentVolumeClaim?.claimName ?? (ephemeral === undefined ? undefined : `${metadata.name}-${name}`);

/** A pod keeps its claims as long as it exists; one that was made for it, until the pod has ended. */
function uses(pod: Pod, claim: PersistentVolumeClaim): boolean {
  if (pod.spec.nodeName === undefined) return false;
  return (pod.spec.volumes ?? []).some((volume) => {
    if (claimOf(pod, volume) !== claim.metadata.name) return false;
    return (
      volume.persistentVolumeClaim !== undefined ||
      (!isFinished(pod) && controllerOf(claim)?.uid === pod.metadata.uid)
    );
  });
}
