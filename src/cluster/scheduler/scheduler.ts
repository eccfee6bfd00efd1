import type { Node } from "../api/node.ts";
import { keyOf, refOf } from "../api/object.ts";
import { isFinished, type Pod, type PodCondition } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";
import { type NodeUse, type Refusal, refusalOf } from "./filters.ts";
import { NodeUses } from "./node-uses.ts";
import { podRequests } from "./pod-requests.ts";
import { unschedulableMessage } from "./unschedulable-message.ts";

const source = "default-scheduler";

/** Binds pods to nodes, one after the other, in order of priority and then of arrival (pkg/scheduler/schedule_one.go). */
export function startScheduler(context: ClusterContext): void {
  const { api, kernel, latency, clock, events } = context;
  const uses = new NodeUses(api);
  const pending = new Map<string, { pod: Pod; arrival: number; tried: boolean }>();
  let arrivals = 0;
  let scheduled = false;

  api.watch<Pod>("Pod", ({ type, object }) => {
    const key = keyOf(object);
    const waits = type !== "DELETED" && object.spec.nodeName === undefined && !isFinished(object);
    const gated = (object.spec.schedulingGates ?? []).length > 0;
    const known = pending.get(key);
    if (waits && !gated && object.metadata.deletionTimestamp === undefined) {
      pending.set(key, { pod: object, arrival: known?.arrival ?? arrivals++, tried: known?.tried ?? false });
      if (known === undefined) wake();
      return;
    }
    pending.delete(key);
    // A pod that leaves its node makes room for others.
    if (type === "DELETED" || isFinished(object)) retryAll();
  });
  api.watch<Node>("Node", retryAll);

  function retryAll(): void {
    if (pending.size === 0) return;
    for (const each of pending.values()) each.tried = false;
    wake();
  }

  function wake(): void {
    if (scheduled) return;
    scheduled = true;
    kernel.schedule(latency.bind, () => {
      scheduled = false;
      scheduleAll();
    });
  }

  function scheduleAll(): void {
    const waiting = [...pending.values()]
      .filter((each) => !each.tried)
      .sort((a, b) => (b.pod.spec.priority ?? 0) - (a.pod.spec.priority ?? 0) || a.arrival - b.arrival);
    for (const each of waiting) {
      each.tried = true;
      scheduleOne(each.pod);
    }
  }

  function scheduleOne(pod: Pod): void {
    const requests = podRequests(pod.spec);
    const refusals: Refusal[] = [];
    let best: { readonly use: NodeUse; readonly score: number } | undefined;
    for (const use of uses.values()) {
      const refusal = refusalOf(pod.spec, requests, use);
      if (refusal !== undefined) refusals.push(refusal);
      else if (best === undefined || score(use) > best.score) best = { use, score: score(use) };
    }
    if (best === undefined) {
      refuse(pod, unschedulableMessage(uses.size, refusals));
      return;
    }
    pending.delete(keyOf(pod));
    bind(pod, best.use.node.metadata.name);
  }

  function bind(pod: Pod, nodeName: string): void {
    const current = api.get<Pod>(refOf(pod));
    if (current === undefined || current.metadata.uid !== pod.metadata.uid) return;
    api.update<Pod>(refOf(pod), (stored) => {
      const { nominatedNodeName: _none, ...status } = stored.status;
      return {
        ...stored,
        spec: { ...stored.spec, nodeName },
        status: {
          ...status,
          conditions: [
            ...(status.conditions ?? []).filter((each) => each.type !== "PodScheduled"),
            { type: "PodScheduled", status: "True", lastTransitionTime: clock.timestamp() },
          ],
        },
      };
    });
    const { namespace = "", name } = pod.metadata;
    events.record(
      source,
      pod,
      "Normal",
      "Scheduled",
      `Successfully assigned ${namespace}/${name} to ${nodeName}`,
    );
  }

  function refuse(pod: Pod, message: string): void {
    if (api.get<Pod>(refOf(pod))?.metadata.uid !== pod.metadata.uid) return;
    events.record(source, pod, "Warning", "FailedScheduling", message);
    api.updateStatus<Pod>(refOf(pod), (status) => {
      const existing = status.conditions?.find((each) => each.type === "PodScheduled");
      if (existing?.status === "False" && existing.message === message) return status;
      const condition: PodCondition = {
        type: "PodScheduled",
        status: "False",
        reason: "Unschedulable",
        message,
        lastTransitionTime:
          existing?.status === "False" ? (existing.lastTransitionTime ?? "") : clock.timestamp(),
      };
      return {
        ...status,
        conditions: [...(status.conditions ?? []).filter((each) => each.type !== "PodScheduled"), condition],
      };
    });
  }
}

/** Emptier nodes are better; the first of equals wins. */
const score = (use: NodeUse): number =>
  -(NodeUses.share(use, "cpu") + NodeUses.share(use, "memory")) * 1000 - use.pods;
