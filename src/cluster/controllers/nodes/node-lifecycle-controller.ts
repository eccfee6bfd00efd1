import type { Node } from "../../api/node.ts";
import { refOf } from "../../api/object.ts";
import { type Pod, podCondition } from "../../api/pod.ts";
import type { ClusterContext } from "../../cluster.ts";
import { nextTick } from "../../periodic.ts";
import { WorkQueue } from "../work-queue.ts";
import { NodeEvictions } from "./node-evictions.ts";
import { type ReadyStatus, readyStatus, syncNoScheduleTaints } from "./node-taints.ts";

const source = "node-controller";
/** The controller looks at all nodes this often, milliseconds. */
const monitorPeriod = 5000;
/** A node of which nothing is heard for so long is lost. */
const gracePeriod = 50_000;

/**
 * Notices that a kubelet is silent, says so in the conditions of its node and pods, and taints nodes
 * (pkg/controller/nodelifecycle/node_lifecycle_controller.go).
 */
export function startNodeLifecycleController(context: ClusterContext): void {
  const { api, kernel, latency, events, clock, rules, links } = context;
  const phase = context.random.stream("node-monitor").below(monitorPeriod);
  const lastReady = new Map<string, ReadyStatus>();
  const evictions = new NodeEvictions(context);
  let looksAt = Number.POSITIVE_INFINITY;

  const conditionQueue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync: (name) => {
      const node = nodeNamed(name);
      if (node !== undefined) syncNoScheduleTaints(context, node);
    },
    retry: { first: 5, longest: 1_000_000 },
  });
  api.watch<Node>("Node", ({ type, object, old }) => {
    const { name } = object.metadata;
    if (type === "DELETED") lastReady.delete(name);
    else {
      if (type === "ADDED") lastReady.set(name, readyStatus(object));
      conditionQueue.add(name);
    }
    if (old === undefined || type === "DELETED" || readyStatus(old) !== readyStatus(object))
      lookAt(kernel.now);
  });
  links.onChange((_name, link) => {
    if (!link.isUp) lookAt(seen(link.heartbeat) + gracePeriod);
  });

  /** When the controller has noticed what happened at `time`. */
  function seen(time: number): number {
    return nextTick(time, monitorPeriod, phase);
  }

  function lookAt(time: number): void {
    const due = seen(Math.max(time, kernel.now));
    if (due >= looksAt) return;
    looksAt = due;
    kernel.schedule(due - kernel.now, () => {
      if (looksAt === due) looksAt = Number.POSITIVE_INFINITY;
      lookAtAll();
    });
  }

  function lookAtAll(): void {
    for (const { metadata } of api.list<Node>("Node")) lookAtOne(metadata.name);
    evictions.consider(api.list<Node>("Node"));
  }

  function lookAtOne(name: string): void {
    const link = links.of(name);
    const lost = !link.isUp && kernel.now - seen(link.heartbeat) >= gracePeriod;
    if (!link.isUp && !lost) lookAt(seen(link.heartbeat) + gracePeriod);
    const before = nodeNamed(name);
    if (lost && before !== undefined) markUnknown(before);
    const node = nodeNamed(name);
    if (node === undefined) return;
    const ready = readyStatus(node);
    const was = lastReady.get(name) ?? "True";
    lastReady.set(name, ready);
    if (was !== "True" || ready === "True") return;
    events.record(source, node, "Normal", "NodeNotReady", `Node ${name} status is now: NodeNotReady`);
    for (const pod of api.list<Pod>("Pod")) if (pod.spec.nodeName === name) markNotReady(pod);
  }

  function markUnknown(node: Node): void {
    const now = clock.timestamp();
    api.updateStatus<Node>(refOf(node), (status) => {
      const conditions = status.conditions ?? [];
      if (conditions.every((each) => each.status === "Unknown")) return status;
      return {
        ...status,
        conditions: conditions.map((each) => ({
          ...each,
          status: "Unknown",
          reason: "NodeStatusUnknown",
          message: "Kubelet stopped posting node status.",
          ...(each.status === "Unknown" ? {} : { lastTransitionTime: now }),
        })),
      };
    });
  }

  /** The READY column does not change with it: it shows what the containers last said. */
  function markNotReady(pod: Pod): void {
    if (podCondition(pod, "Ready")?.status !== "True") return;
    const generation = rules.podObservedGeneration
      ? { observedGeneration: pod.metadata.generation ?? 1 }
      : {};
    api.updateStatus<Pod>(refOf(pod), (status) => ({
      ...status,
      conditions: (status.conditions ?? []).map((each) =>
        each.type === "Ready"
          ? { ...each, status: "False" as const, lastTransitionTime: clock.timestamp(), ...generation }
          : each,
      ),
    }));
    events.record(source, pod, "Warning", "NodeNotReady", "Node is not ready");
  }

  function nodeNamed(name: string): Node | undefined {
    return api.get<Node>({ kind: "Node", namespace: "", name });
  }
}
