import { parseQuantity } from "../../util/quantity.ts";
import { remembering } from "../../util/remembering.ts";
import { type Container, isSidecar, type PodSpec } from "../api/pod.ts";

export type Amounts = ReadonlyMap<string, number>;

const requestsOf = (container: Container): Map<string, number> => {
  const amounts = new Map<string, number>();
  for (const [name, quantity] of Object.entries(container.resources?.requests ?? {}))
    amounts.set(name, parseQuantity(quantity) ?? 0);
  return amounts;
};

/**
 * What a pod takes from its node: the larger of all main containers with the sidecars, and any init container with the
 * sidecars started before it (pkg/scheduler/framework/plugins/noderesources/fit.go).
 */
export const podRequests = ({ containers, initContainers, resources, overhead }: PodSpec): Amounts =>
  requestsOfAll(containers, initContainers, resources, overhead);

type Part<K extends keyof PodSpec> = PodSpec[K];

const requestsOfAll = remembering(summedUp);

function summedUp(
  containers: Part<"containers">,
  initContainers: Part<"initContainers">,
  resources: Part<"resources">,
  overhead: Part<"overhead">,
): Amounts {
  const total = new Map<string, number>();
  const sidecars = new Map<string, number>();
  const peak = new Map<string, number>();
  for (const container of containers) add(total, requestsOf(container));
  for (const container of initContainers ?? []) {
    const requests = requestsOf(container);
    if (isSidecar(container)) {
      add(sidecars, requests);
      raise(peak, sidecars);
    } else {
      const beside = new Map(sidecars);
      add(beside, requests);
      raise(peak, beside);
    }
  }
  add(total, sidecars);
  raise(total, peak);
  for (const [name, quantity] of Object.entries(resources?.requests ?? {}))
    total.set(name, parseQuantity(quantity) ?? 0);
  for (const [name, quantity] of Object.entries(overhead ?? {}))
    total.set(name, (total.get(name) ?? 0) + (parseQuantity(quantity) ?? 0));
  return total;
}

export function add(into: Map<string, number>, amounts: Amounts, factor = 1): void {
  for (const [name, amount] of amounts) into.set(name, (into.get(name) ?? 0) + factor * amount);
}

function raise(into: Map<string, number>, amounts: Amounts): void {
  for (const [name, amount] of amounts) into.set(name, Math.max(into.get(name) ?? 0, amount));
}
