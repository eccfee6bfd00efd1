import type { KubeObject } from "./object.ts";
import type { Pod } from "./pod.ts";

/** Only pods are deleted gracefully: marked first, removed by their kubelet. */
export const isGraceful = (kind: string): boolean => kind === "Pod";

/** The grace period in seconds that a deletion really gets (pkg/registry/core/pod/strategy.go, CheckGracefulDelete). */
export function gracePeriodFor(object: KubeObject, wanted: number | undefined): number {
  if (!isGraceful(object.kind)) return 0;
  const pod = object as Pod;
  if (pod.spec.nodeName === undefined) return 0;
  if (pod.status.phase === "Succeeded" || pod.status.phase === "Failed") return 0;
  const grace = wanted ?? pod.spec.terminationGracePeriodSeconds ?? 30;
  return grace < 0 ? 1 : grace;
}
