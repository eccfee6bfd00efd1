import type { Node, Taint } from "../../api/node.ts";
import type { ClusterContext } from "../../cluster.ts";

const unschedulable = "node.kubernetes.io/unschedulable";

/** By condition and status: the taint that keeps pods away. */
const taintKeys: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: "node.kubernetes.io/not-ready", Unknown: "node.kubernetes.io/unreachable" },
  MemoryPressure: { True: "node.kubernetes.io/memory-pressure" },
  DiskPressure: { True: "node.kubernetes.io/disk-pressure" },
  NetworkUnavailable: { True: "node.kubernetes.io/network-unavailable" },
  PIDPressure: { True: "node.kubernetes.io/pid-pressure" },
};

const managedKeys = new Set([
  unschedulable,
  ...Object.values(taintKeys).flatMap((keys) => Object.values(keys)),
]);

export type ReadyStatus = "True" | "False" | "Unknown";

/** Whether a node is ready; one that has never said counts as such. */
export const readyStatus = (node: Node): ReadyStatus => {
  const status = node.status.conditions?.find(({ type }) => type === "Ready")?.status;
  return status === "False" || status === "Unknown" ? status : "True";
};

/** Gives a node the NoSchedule taints that its conditions call for, and no other ones of that kind (doNoScheduleTaintingPass). */
export function syncNoScheduleTaints(context: ClusterContext, node: Node): void {
  const wanted = (node.status.conditions ?? []).flatMap(
    ({ type, status }) => taintKeys[type]?.[status] ?? [],
  );
  if (node.spec.unschedulable === true) wanted.push(unschedulable);
  const taints = node.spec.taints ?? [];
  const isManaged = ({ key, effect }: Taint): boolean => effect === "NoSchedule" && managedKeys.has(key);
  const kept = taints.filter((each) => !isManaged(each) || wanted.includes(each.key));
  const added = wanted.filter(
    (key) => !kept.some((each) => each.key === key && each.effect === "NoSchedule"),
  );
  if (kept.length === taints.length && added.length === 0) return;
  const timeAdded = context.clock.timestamp();
  writeTaints(context, node, [
    ...kept,
    ...added.map((key): Taint => ({ key, effect: "NoSchedule", timeAdded })),
  ]);
}

const evicting = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

/** The taint that evicts pods from a node in this state. */
export const evictingTaint = (ready: ReadyStatus): string | undefined => taintKeys["Ready"]?.[ready];

/** Whether a node has the NoExecute taint for its state, and not the other one. */
export const hasEvictingTaint = (node: Node, key: string | undefined): boolean => {
  const present = (node.spec.taints ?? []).filter(isEvicting).map((each) => each.key);
  return key === undefined ? present.length === 0 : present.length === 1 && present[0] === key;
};

/** Puts `key` in the place of the NoExecute taints for nodes that are not ready; undefined: just removes them. */
export function setEvictingTaint(context: ClusterContext, node: Node, key: string | undefined): void {
  if (hasEvictingTaint(node, key)) return;
  const kept = (node.spec.taints ?? []).filter((each) => !isEvicting(each));
  const timeAdded = context.clock.timestamp();
  writeTaints(context, node, key === undefined ? kept : [...kept, { key, effect: "NoExecute", timeAdded }]);
}

const isEvicting = ({ key, effect }: Taint): boolean => effect === "NoExecute" && evicting.includes(key);

function writeTaints({ api }: ClusterContext, node: Node, taints: readonly Taint[]): void {
  api.update<Node>({ kind: "Node", namespace: "", name: node.metadata.name }, (stored) => {
    const { taints: _old, ...spec } = stored.spec;
    return { ...stored, spec: taints.length === 0 ? spec : { ...spec, taints } };
  });
}
