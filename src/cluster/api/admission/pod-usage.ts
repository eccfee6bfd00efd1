import { type Container, isSidecar, type PodSpec } from "../pod.ts";
import { Quantity } from "../quantity.ts";

/**
 * What a pod asks for in all: its containers with its sidecars, or an init container with the sidecars before it, if that
 * is more (staging/component-helpers/resource/helpers.go).
 */
export function podUsage(spec: PodSpec, kind: "requests" | "limits"): ReadonlyMap<string, Quantity> {
  const total = new Map<string, Quantity>();
  const most = new Map<string, Quantity>();
  const sidecars = new Map<string, Quantity>();
  const amounts = ({ resources }: Container): readonly (readonly [string, Quantity])[] =>
    Object.entries(resources?.[kind] ?? {}).map(([name, amount]) => [name, Quantity.of(amount)]);
  for (const container of spec.initContainers ?? []) {
    if (isSidecar(container)) for (const [name, amount] of amounts(container)) add(sidecars, name, amount);
    const now = new Map(sidecars);
    if (!isSidecar(container)) for (const [name, amount] of amounts(container)) add(now, name, amount);
    for (const [name, amount] of now) most.set(name, (most.get(name) ?? Quantity.zero).max(amount));
  }
  for (const container of spec.containers ?? [])
    for (const [name, amount] of amounts(container)) add(total, name, amount);
  for (const [name, amount] of sidecars) add(total, name, amount);
  for (const [name, amount] of most) total.set(name, (total.get(name) ?? Quantity.zero).max(amount));
  if (kind === "requests")
    for (const [name, amount] of Object.entries(spec.overhead ?? {})) add(total, name, Quantity.of(amount));
  return total;
}

function add(sums: Map<string, Quantity>, name: string, amount: Quantity): void {
  sums.set(name, (sums.get(name) ?? Quantity.zero).plus(amount));
}
