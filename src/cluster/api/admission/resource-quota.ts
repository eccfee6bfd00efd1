import type { ApiServer } from "../api-server.ts";
import type { KubeObject } from "../object.ts";
import type { Pod } from "../pod.ts";
import { Quantity } from "../quantity.ts";
import { forbiddenBy } from "./forbidden.ts";
import type { ResourceQuota } from "./quota-tracker.ts";

/** Resources that every container has to ask for once a quota limits them. */
const explicit = ["cpu", "limits.cpu", "limits.memory", "memory", "requests.cpu", "requests.memory"];

/**
 * The ResourceQuota plugin: what a new object adds has to fit (staging/apiserver/pkg/admission/plugin/resourcequota).
 * @throws ApiError Forbidden
 */
export function checkQuota(api: ApiServer, object: KubeObject): void {
  const { namespace } = object.metadata;
  if (namespace === undefined) return;
  for (const quota of api.quotas.quotasIn(namespace)) {
    const added = api.quotas.addedTo(quota, object);
    if (object.kind === "Pod" && added.size > 0) {
      const missing = missingAmounts(quota, object as Pod);
      if (missing !== "")
        throw forbiddenBy(api, object, `failed quota: ${quota.metadata.name}: must specify ${missing}`);
    }
    const used = api.quotas.usedOf(quota);
    const over = [...added]
      .filter(([name, amount]) => {
        const hard = Quantity.of(quota.spec.hard?.[name]);
        return (used.get(name) ?? Quantity.zero).plus(amount).compare(hard) > 0;
      })
      .map(([name]) => name)
      .sort();
    if (over.length === 0) continue;
    const shown = (amountOf: (name: string) => Quantity | undefined): string =>
      over.map((name) => `${name}=${amountOf(name) ?? Quantity.zero}`).join(",");
    const limited = shown((name) => Quantity.of(quota.spec.hard?.[name]));
    throw forbiddenBy(
      api,
      object,
      `exceeded quota: ${quota.metadata.name}, requested: ${shown((name) => added.get(name))}, used: ${shown((name) => used.get(name))}, limited: ${limited}`,
    );
  }
}

/** `limits.cpu for: web; requests.memory for: web,proxy` */
function missingAmounts({ spec }: ResourceQuota, pod: Pod): string {
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  return explicit
    .filter((name) => spec.hard?.[name] !== undefined)
    .flatMap((name) => {
      const [kind, resource] = name.startsWith("limits.")
        ? (["limits", name.slice("limits.".length)] as const)
        : (["requests", name.replace("requests.", "")] as const);
      const silent = containers
        .filter(({ resources }) => resources?.[kind]?.[resource] === undefined)
        .map((container) => container.name)
        .sort();
      return silent.length === 0 ? [] : [`${name} for: ${silent.join(",")}`];
    })
    .join("; ");
}
