import type { KubeObject } from "./object.ts";
import type { Pod } from "./pod.ts";
import type { Namespace } from "./strategies/namespace.ts";

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

/** Whether an object stays although no finalizer of its metadata holds it: a namespace has finalizers in its spec too. */
export const isHeldBySpec = (object: KubeObject): boolean =>
  isNamespace(object) && (object.spec.finalizers ?? []).length > 0;

/** What an object looks like besides its metadata once its deletion has begun. */
export const whileDeleted = <T extends KubeObject>(object: T): T =>
  isNamespace(object) ? { ...object, status: { ...object.status, phase: "Terminating" } } : object;

const isNamespace = (object: KubeObject): object is Namespace =>
  object.kind === "Namespace" && object.apiVersion === "v1";
