import { ApiError } from "../cluster/api/api-error.ts";
import type { ApiServer } from "../cluster/api/api-server.ts";
import {
  controllerOf,
  type KubeObject,
  type LabelSelector,
  matchesSelector,
  refOf,
} from "../cluster/api/object.ts";
import { isReady, type Pod, type PodCondition } from "../cluster/api/pod.ts";
import type { IntOrPercent } from "../cluster/api/workloads.ts";

interface DisruptionBudget extends KubeObject {
  readonly spec?: {
    readonly selector?: LabelSelector;
    readonly minAvailable?: IntOrPercent;
    readonly maxUnavailable?: IntOrPercent;
  };
}

/**
 * What the eviction subresource of a pod does (pkg/registry/core/pod/storage/eviction.go): asks the pod's disruption
 * budget, notes why the pod goes, deletes it.
 * @throws ApiError TooManyRequests if the budget does not allow it
 */
export function evict(api: ApiServer, pod: Pod, grace: number | undefined): void {
  const ref = refOf(pod);
  const live = api.require<Pod>(ref);
  const needsLeave = live.status.phase === "Running" && live.metadata.deletionTimestamp === undefined;
  if (needsLeave && !allowed(api, live))
    throw new ApiError(
      "TooManyRequests",
      "Cannot evict pod as it would violate the pod's disruption budget.",
    );
  const condition: PodCondition = {
    type: "DisruptionTarget",
    status: "True",
    reason: "EvictionByEvictionAPI",
    message: "Eviction API: evicting",
    lastTransitionTime: api.clock.timestamp(),
  };
  api.updateStatus<Pod>(ref, (status) => ({
    ...status,
    conditions: [...(status.conditions ?? []).filter(({ type }) => type !== condition.type), condition],
  }));
  api.delete(ref, grace === undefined ? {} : { grace });
}

function allowed(api: ApiServer, pod: Pod): boolean {
  const { namespace, labels } = pod.metadata;
  const budgets = api
    .list<DisruptionBudget>("PodDisruptionBudget", namespace)
    .filter(({ spec }) => spec?.selector !== undefined && matchesSelector(spec.selector, labels));
  return budgets.every((budget) => {
    const { healthy, wanted } = stateOf(api, budget);
    // One that is not ready may go as long as enough others are.
    return isReady(pod) ? healthy > wanted : healthy >= wanted && wanted > 0;
  });
}

/** How many pods of a budget are healthy, and how many must be (pkg/controller/disruption/disruption.go). */
function stateOf(api: ApiServer, { metadata, spec }: DisruptionBudget): { healthy: number; wanted: number } {
  const pods = api
    .list<Pod>("Pod", metadata.namespace)
    .filter((pod) => matchesSelector(spec?.selector, pod.metadata.labels));
  const healthy = pods.filter((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined).length;
  const expected = expectedPods(api, pods);
  if (spec?.maxUnavailable !== undefined)
    return { healthy, wanted: Math.max(0, expected - scaled(spec.maxUnavailable, expected)) };
  return { healthy, wanted: scaled(spec?.minAvailable ?? 0, expected) };
}

const scaled = (value: IntOrPercent, total: number): number =>
  typeof value === "number" ? value : Math.ceil((Number.parseFloat(value) * total) / 100);

/** As many as their controllers want. */
function expectedPods(api: ApiServer, pods: readonly Pod[]): number {
  const controllers = new Map<string, number>();
  let lone = 0;
  for (const pod of pods) {
    const owner = controllerOf(pod);
    if (owner === undefined) {
      lone++;
      continue;
    }
    const object = api.get({ kind: owner.kind, namespace: pod.metadata.namespace ?? "", name: owner.name });
    const spec = object?.spec as { readonly replicas?: number; readonly parallelism?: number } | undefined;
    controllers.set(owner.uid, spec?.replicas ?? spec?.parallelism ?? 1);
  }
  return [...controllers.values()].reduce((sum, count) => sum + count, lone);
}
