import type { Pod } from "../../api/pod.ts";
import type { StatefulSet } from "../../api/workloads.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { scaledAmount } from "../scaled-amount.ts";
import { podRevision } from "./stateful-pod.ts";

/**
 * Which pods of an old revision are to go now, the last one first. `replicas`: the pods by place, undefined where there
 * is none yet (pkg/controller/statefulset/stateful_set_control.go).
 */
export function outdatedPods(
  { spec }: StatefulSet,
  replicas: readonly (Pod | undefined)[],
  revision: string,
  isAvailable: (pod: Pod) => boolean,
  rules: KubernetesRules,
): readonly Pod[] {
  const { partition = 0, maxUnavailable = 1 } = spec.updateStrategy.rollingUpdate ?? {};
  const isOutdated = (pod: Pod): boolean =>
    podRevision(pod) !== revision && pod.metadata.deletionTimestamp === undefined;
  const candidates = replicas.slice(partition).reverse();
  if (!rules.statefulSetMaxUnavailable) {
    // The first one that is outdated, if all above it are well.
    const next = candidates.find((pod) => pod === undefined || isOutdated(pod) || !isAvailable(pod));
    return next !== undefined && isOutdated(next) ? [next] : [];
  }

  const outdated = candidates.filter((pod) => pod !== undefined).filter(isOutdated);
  const unavailable = replicas.filter((pod) => pod === undefined || !isAvailable(pod)).length;
  const allowed = Math.max(1, scaledAmount(maxUnavailable, replicas.length, Math.ceil));
  const budget = Math.max(0, allowed - unavailable);
  if (spec.podManagementPolicy !== "Parallel") return outdated.slice(0, budget);
  // Replacing what is unavailable anyway costs nothing.
  const broken = outdated.filter((pod) => !isAvailable(pod));
  return [...broken, ...outdated.filter(isAvailable).slice(0, budget)];
}
