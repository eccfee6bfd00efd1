import type { Node } from "../../api/node.ts";
import type { Pod } from "../../api/pod.ts";
import type { DaemonSet, IntOrPercent } from "../../api/workloads.ts";
import { revisionLabel } from "../controller-revisions.ts";
import { availableIn } from "../pod-availability.ts";

/** What a rolling update does next. */
export interface UpdateStep {
  /** old pods to delete */
  readonly remove: readonly Pod[];
  /** nodes that get a new pod beside the old one */
  readonly surge: readonly string[];
}

/**
 * Replaces old pods as far as the strategy allows (pkg/controller/daemon/update.go, rollingUpdate). Old pods that are not
 * available anyway go at once and cost nothing. `now`: milliseconds since the epoch.
 */
export function nextUpdateStep(
  set: DaemonSet,
  revision: string,
  nodes: readonly Node[],
  podsOn: ReadonlyMap<string, readonly Pod[]>,
  now: number,
): UpdateStep {
  const { updateStrategy, minReadySeconds = 0 } = set.spec;
  if (updateStrategy.type !== "RollingUpdate") return { remove: [], surge: [] };
  const isAvailable = (pod: Pod): boolean => availableIn(pod, minReadySeconds, now) === 0;
  const isNew = (pod: Pod): boolean => pod.metadata.labels?.[revisionLabel] === revision;
  const maxSurge = share(updateStrategy.rollingUpdate?.maxSurge ?? 0, nodes.length);
  const pairs = nodes.map((node) => {
    const pods = (podsOn.get(node.metadata.name) ?? []).filter(
      (pod) => pod.metadata.deletionTimestamp === undefined,
    );
    return { node: node.metadata.name, fresh: pods.find(isNew), old: pods.find((pod) => !isNew(pod)) };
  });
  if (maxSurge > 0) {
    const replaced = pairs.filter(
      ({ old, fresh }) =>
        old !== undefined && (!isAvailable(old) || (fresh !== undefined && isAvailable(fresh))),
    );
    const surging = pairs.filter(({ old, fresh }) => old !== undefined && fresh !== undefined).length;
    const waiting = pairs.filter(
      ({ old, fresh }) => old !== undefined && fresh === undefined && isAvailable(old),
    );
    return {
      remove: replaced.flatMap(({ old }) => (old === undefined ? [] : [old])),
      surge: waiting.slice(0, Math.max(0, maxSurge - surging)).map(({ node }) => node),
    };
  }
  const maxUnavailable = Math.max(1, share(updateStrategy.rollingUpdate?.maxUnavailable ?? 1, nodes.length));
  const unavailable = pairs.filter(({ fresh, old }) => {
    const pod = fresh ?? old;
    return pod === undefined || !isAvailable(pod);
  }).length;
  const olds = pairs.flatMap(({ old, fresh }) => (old === undefined || fresh !== undefined ? [] : [old]));
  const broken = olds.filter((pod) => !isAvailable(pod));
  const healthy = olds.filter(isAvailable).slice(0, Math.max(0, maxUnavailable - unavailable));
  return { remove: [...broken, ...healthy], surge: [] };
}

/** Percentages of the nodes are rounded up. */
const share = (value: IntOrPercent, total: number): number =>
  typeof value === "number" ? value : Math.ceil((Number(value.replace(/%$/, "")) * total) / 100);
