import { extended } from "../../util/extended.ts";
import type { Node } from "../api/node.ts";
import { refOf } from "../api/object.ts";
import { isFinished, type Pod, type PodCondition } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";
import { findNode } from "./find-node.ts";
import { NodeUses } from "./node-uses.ts";
import type { NodeUse, SchedulingState } from "./plugins/plugin.ts";
import { type Claim, claimsOf, isBound } from "./plugins/volume-binding.ts";
import { podRequests } from "./pod-requests.ts";
import { findPreemption, type Preemption, preemptedBy, priorityOf } from "./preemption.ts";
import { type Promised, withPromised } from "./promised-room.ts";
import { unschedulableMessage } from "./unschedulable-message.ts";

const source = "default-scheduler";
const selectedNode = "volume.kubernetes.io/selected-node";

/** A pod that waits for a node. */
interface Waiting {
  readonly pod: Pod;
  readonly arrival: number;
  /** looked at already, and nothing has changed since that could help */
  tried: boolean;
}

/** Binds pods to nodes, one after the other, in order of priority and then of arrival (pkg/scheduler/schedule_one.go). */
export function startScheduler(context: ClusterContext): void {
  const { api, kernel, latency, clock, events, rules } = context;
  const uses = new NodeUses(api);
  /** by their uids, as all that follows */
  const pending = new Map<string, Waiting>();
  /** pods with a node whose volumes are not there yet */
  const reserved = new Map<string, Promised>();
  /** pods whose victims have to go first */
  const nominated = new Map<string, Promised>();
  let arrivals = 0;
  let awake = false;

  api.watch<Pod>("Pod", ({ type, object }) => {
    const { uid } = object.metadata;
    const gone = type === "DELETED" || object.metadata.deletionTimestamp !== undefined || isFinished(object);
    const gated = (object.spec.schedulingGates ?? []).length > 0;
    if (!gone && !gated && object.spec.nodeName === undefined) {
      const known = pending.get(uid);
      pending.set(uid, { pod: object, arrival: known?.arrival ?? arrivals++, tried: known?.tried ?? false });
      if (known === undefined && !reserved.has(uid)) wake();
      return;
    }
    pending.delete(uid);
    reserved.delete(uid);
    nominated.delete(uid);
    // A pod that leaves its node makes room for others.
    if (type === "DELETED" || isFinished(object)) retryAll();
  });
  api.watch<Node>("Node", retryAll);
  api.watch<Claim>("PersistentVolumeClaim", () => {
    for (const [uid, { pod, node }] of reserved)
      if (claimsOf(api, pod).every(([, claim]) => claim !== undefined && isBound(claim))) {
        reserved.delete(uid);
        bind(pod, node);
      }
    retryAll();
  });

  function retryAll(): void {
    if (pending.size === 0) return;
    for (const each of pending.values()) each.tried = false;
    wake();
  }

  function wake(): void {
    if (awake) return;
    awake = true;
    kernel.schedule(latency.bind, () => {
      awake = false;
      const waiting = [...pending.values()].filter(
        ({ tried, pod }) => !tried && !reserved.has(pod.metadata.uid),
      );
      waiting.sort((a, b) => priorityOf(b.pod) - priorityOf(a.pod) || a.arrival - b.arrival);
      for (const each of waiting) {
        each.tried = true;
        scheduleOne(each.pod);
      }
    });
  }

  function scheduleOne(pod: Pod): void {
    if (api.store.byUid(pod.metadata.uid) === undefined) return;
    const { ranking, ...room } = roomFor(pod);
    const state: SchedulingState = { pod, requests: podRequests(pod.spec), ...room, api, rules };
    const placement = findNode(state, ranking);
    if (placement.kind === "node") {
      reserve(pod, placement.use.node.metadata.name);
      return;
    }
    const preemption = placement.before === undefined ? findPreemption(state, placement.refusals) : undefined;
    const message = unschedulableMessage(state.nodes.length, placement, rules, preemption);
    const makesRoom = preemption !== undefined && preemption !== "underway";
    refuse(pod, message, makesRoom ? preemption.node : undefined);
    if (!makesRoom) return;
    nominated.set(pod.metadata.uid, { pod, node: preemption.node });
    preempt(pod, preemption);
  }

  /** The nodes less what they have promised to others that matter at least as much (RunFilterPluginsWithNominatedPods). */
  function roomFor(pod: Pod): Pick<SchedulingState, "nodes" | "averse"> & { ranking: readonly NodeUse[] } {
    const { all, averse, emptiestFirst } = uses;
    const others = [
      ...reserved.values(),
      ...[...nominated.values()].filter((each) => priorityOf(each.pod) >= priorityOf(pod)),
    ].filter((each) => each.pod.metadata.uid !== pod.metadata.uid);
    if (others.length === 0) return { nodes: all, averse, ranking: emptiestFirst };
    const taken = new Map(all.map((use) => [use, withPromised(use, others)]));
    const nodes = [...taken.values()];
    return {
      nodes,
      averse: nodes.filter((use) => use.averse.size > 0),
      ranking: emptiestFirst.map((use) => taken.get(use) ?? use),
    };
  }

  /** Binds a pod, once its volumes that wait for a consumer are made for the node. */
  function reserve(pod: Pod, node: string): void {
    const unbound = claimsOf(api, pod).flatMap(([, claim]) =>
      claim === undefined || isBound(claim) ? [] : [claim],
    );
    if (unbound.length === 0) {
      bind(pod, node);
      return;
    }
    nominated.delete(pod.metadata.uid);
    reserved.set(pod.metadata.uid, { pod, node });
    if (rules.nominatesBeforeBinding)
      api.updateStatus<Pod>(refOf(pod), (status) => ({ ...status, nominatedNodeName: node }));
    for (const claim of unbound)
      api.update<Claim>(refOf(claim), (current) => ({
        ...current,
        metadata: {
          ...current.metadata,
          annotations: { ...current.metadata.annotations, [selectedNode]: node },
        },
      }));
  }

  function bind(pod: Pod, nodeName: string): void {
    if (api.store.byUid(pod.metadata.uid) === undefined) return;
    pending.delete(pod.metadata.uid);
    api.updateSubresource<Pod>(refOf(pod), (stored) => {
      const { nominatedNodeName: _nominated, ...status } = stored.status;
      const condition: PodCondition = {
        type: "PodScheduled",
        status: "True",
        lastTransitionTime: clock.timestamp(),
      };
      return extended(stored, {
        spec: extended(stored.spec, { nodeName }),
        status: extended(status, { conditions: withScheduled(status, condition) }),
      });
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

  function refuse(pod: Pod, message: string, nominatedNodeName: string | undefined): void {
    events.record(source, pod, "Warning", "FailedScheduling", message);
    api.updateStatus<Pod>(refOf(pod), (status) => {
      const existing = status.conditions?.find((each) => each.type === "PodScheduled");
      const nominated = nominatedNodeName === undefined ? {} : { nominatedNodeName };
      if (existing?.status === "False" && existing.message === message) return { ...status, ...nominated };
      const condition: PodCondition = {
        type: "PodScheduled",
        status: "False",
        reason: "Unschedulable",
        message,
        lastTransitionTime:
          existing?.status === "False" ? (existing.lastTransitionTime ?? "") : clock.timestamp(),
        ...(rules.podObservedGeneration && pod.metadata.generation !== undefined
          ? { observedGeneration: pod.metadata.generation }
          : {}),
      };
      return { ...status, ...nominated, conditions: withScheduled(status, condition) };
    });
  }

  function preempt(pod: Pod, { node, victims }: Preemption): void {
    for (const victim of victims) {
      api.updateStatus<Pod>(refOf(victim), (status) => ({
        ...status,
        conditions: [
          ...(status.conditions ?? []).filter((each) => each.type !== "DisruptionTarget"),
          {
            type: "DisruptionTarget",
            status: "True",
            reason: preemptedBy,
            message: "default-scheduler: preempting to accommodate a higher priority pod",
            lastTransitionTime: clock.timestamp(),
          },
        ],
      }));
      api.delete(refOf(victim));
      events.record(
        source,
        victim,
        "Normal",
        "Preempted",
        `Preempted by pod ${pod.metadata.uid} on node ${node}`,
      );
    }
  }
}

const withScheduled = (status: Pod["status"], condition: PodCondition): readonly PodCondition[] => [
  ...(status.conditions ?? []).filter((each) => each.type !== "PodScheduled"),
  condition,
];
