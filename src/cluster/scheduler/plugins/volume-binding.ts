import type { KubeObject } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { FilterPlugin, SchedulingState } from "./plugin.ts";

export interface Claim extends KubeObject {
  readonly spec: { readonly storageClassName?: string; readonly volumeName?: string };
  readonly status: { readonly phase?: string };
}

/** The claims that a pod mounts, by name; undefined for one that does not exist. Those that are taken to be there are left out. */
export const claimsOf = (
  api: SchedulingState["api"],
  pod: Pod,
): readonly (readonly [string, Claim | undefined])[] =>
  (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim, ephemeral, name }) => {
    const claimName =
      persistentVolumeClaim?.claimName ??
      (ephemeral === undefined ? undefined : `${pod.metadata.name}-${name}`);
    if (claimName === undefined) return [];
    const namespace = pod.metadata.namespace ?? "";
    const ref = { kind: "PersistentVolumeClaim", namespace, name: claimName };
    const claim = api.get<Claim>(ref);
    // that of an ephemeral volume is made for it, if a moment late
    if (claim === undefined && ephemeral === undefined && api.isAssumed(ref)) return [];
    return [[claimName, claim] as const];
  });

export const isBound = (claim: Claim): boolean => claim.status.phase === "Bound";

/** A claim of a class that waits for its first consumer is bound only once a pod was given a node. */
function waitsForConsumer(api: SchedulingState["api"], claim: Claim): boolean {
  const name = claim.spec.storageClassName ?? "";
  return api.get({ kind: "StorageClass", namespace: "", name })?.volumeBindingMode === "WaitForFirstConsumer";
}

/** pkg/scheduler/framework/plugins/volumebinding: what is wrong with a pod's claims is wrong on every node. */
export const volumeBinding: FilterPlugin = {
  preFilter({ api, pod }) {
    for (const [name, claim] of claimsOf(api, pod)) {
      if (claim === undefined) return `persistentvolumeclaim "${name}" not found`;
      if (claim.metadata.deletionTimestamp !== undefined)
        return `persistentvolumeclaim "${name}" is being deleted`;
      if (!isBound(claim) && !waitsForConsumer(api, claim))
        return "pod has unbound immediate PersistentVolumeClaims";
    }
    return undefined;
  },
  filter: () => undefined,
};
