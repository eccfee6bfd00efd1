import type { ResourceQuota } from "../api/admission/quota-tracker.ts";
import { keyOf, refFromKey } from "../api/object.ts";
import { Quantity } from "../api/quantity.ts";
import type { ClusterContext } from "../cluster.ts";
import { WorkQueue } from "./work-queue.ts";

/** Keeps what quotas tell of their use up to date (pkg/controller/resourcequota/resource_quota_controller.go). */
export function startResourceQuotaController(context: ClusterContext): void {
  const { api, kernel, latency } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });
  api.onWrite(({ object }) => {
    const { namespace } = object.metadata;
    if (namespace === undefined) return;
    for (const quota of api.quotas.quotasIn(namespace)) queue.add(keyOf(quota));
  });

  function sync(key: string): void {
    const ref = refFromKey("ResourceQuota", key);
    const quota = api.get<ResourceQuota>(ref);
    if (quota === undefined) return;
    const hard = Object.entries(quota.spec.hard ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    const used = api.quotas.usedOf(quota);
    api.updateStatus<ResourceQuota>(ref, () => ({
      hard: Object.fromEntries(hard.map(([name, amount]) => [name, `${Quantity.of(amount)}`])),
      used: Object.fromEntries(hard.map(([name]) => [name, `${used.get(name) ?? Quantity.zero}`])),
    }));
  }
}
