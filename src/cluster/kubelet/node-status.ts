import type { Node } from "../api/node.ts";
import type { ObjectRef } from "../api/object.ts";
import type { ClusterContext } from "../cluster.ts";

/** What can run short on a node. */
export type Pressure = "MemoryPressure" | "DiskPressure" | "PIDPressure";

interface Told {
  readonly reason: string;
  readonly message: string;
}

const pressures: Readonly<Record<Pressure, { readonly fine: Told; readonly short: Told }>> = {
  MemoryPressure: {
    fine: { reason: "KubeletHasSufficientMemory", message: "kubelet has sufficient memory available" },
    short: { reason: "KubeletHasInsufficientMemory", message: "kubelet has insufficient memory available" },
  },
  DiskPressure: {
    fine: { reason: "KubeletHasNoDiskPressure", message: "kubelet has no disk pressure" },
    short: { reason: "KubeletHasDiskPressure", message: "kubelet has disk pressure" },
  },
  PIDPressure: {
    fine: { reason: "KubeletHasSufficientPID", message: "kubelet has sufficient PID available" },
    short: { reason: "KubeletHasInsufficientPID", message: "kubelet has insufficient PID available" },
  },
};

/**
 * Writes the conditions of a node as its kubelet sees them, with an event for each that has changed
 * (pkg/kubelet/nodestatus/setters.go). `under`: what it is short of.
 */
export function writeNodeStatus(
  context: ClusterContext,
  name: string,
  under: ReadonlyMap<Pressure, unknown>,
): void {
  const { api, clock, events } = context;
  const ref: ObjectRef = { kind: "Node", namespace: "", name };
  const node = api.get<Node>(ref);
  if (node === undefined) return;
  const wanted = [
    ...(Object.keys(pressures) as Pressure[]).map((type) => {
      const isUnder = under.has(type);
      return { type, status: isUnder ? "True" : "False", ...pressures[type][isUnder ? "short" : "fine"] };
    }),
    { type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" },
  ];
  const before = node.status.conditions ?? [];
  const changed = wanted.filter(
    (each) => before.find(({ type }) => type === each.type)?.status !== each.status,
  );
  if (changed.length === 0) return;
  const now = clock.timestamp();
  const conditions = wanted.map((each) => ({
    ...each,
    lastTransitionTime: changed.includes(each)
      ? now
      : before.find(({ type }) => type === each.type)?.["lastTransitionTime"],
  }));
  const others = before.filter(({ type }) => !wanted.some((each) => each.type === type));
  api.updateStatus<Node>(ref, (status) => ({ ...status, conditions: [...others, ...conditions] }));
  for (const { reason } of changed) {
    const told = reason.replace("Kubelet", "Node");
    events.record("kubelet", node, "Normal", told, `Node ${name} status is now: ${told}`);
  }
}
