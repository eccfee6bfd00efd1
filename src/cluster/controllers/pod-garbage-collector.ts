import type { Node } from "../api/node.ts";
import { refOf } from "../api/object.ts";
import { isFinished, type Pod } from "../api/pod.ts";
import { parseTimestamp } from "../api/wall-clock.ts";
import type { ClusterContext } from "../cluster.ts";
import { nextTick } from "../periodic.ts";
import { disrupt } from "./disrupt.ts";
import { readyStatus } from "./nodes/node-taints.ts";

/** Pods are collected this often, milliseconds. */
const period = 20_000;
/** A node must be missing for so long before its pods count as lost. */
const quarantine = 40_000;
/** So many finished pods are kept in the cluster (--terminated-pod-gc-threshold). */
const keptFinished = 12_500;
const outOfService = "node.kubernetes.io/out-of-service";

/**
 * Removes pods for which no kubelet will ever do it, and the oldest finished ones of very many
 * (pkg/controller/podgc/gc_controller.go).
 */
export function startPodGarbageCollector(context: ClusterContext): void {
  const { api, kernel, random } = context;
  const phase = random.stream("pod-gc").below(period);
  const goneSince = new Map<string, number>();
  let finished = 0;
  let runsAt = Number.POSITIVE_INFINITY;

  api.onWrite(({ type, object, old }) => {
    if (object.kind !== "Pod") return;
    finished += (type !== "DELETED" && isFinished(object as Pod) ? 1 : 0) - (isFinishedPod(old) ? 1 : 0);
    if (finished > keptFinished) runAfter(0);
  });
  api.watch<Pod>("Pod", ({ type, object: { spec, metadata } }) => {
    const { nodeName } = spec;
    if (type === "DELETED" || nodeName === undefined) return;
    const node = nodeNamed(nodeName);
    if (node === undefined) missing(nodeName);
    else if (metadata.deletionTimestamp !== undefined && isOutOfService(node)) runAfter(0);
  });
  api.watch<Node>("Node", ({ type, object }) => {
    if (type === "DELETED") missing(object.metadata.name);
    else if (isOutOfService(object)) runAfter(0);
  });

  function missing(node: string): void {
    if (goneSince.has(node)) return;
    goneSince.set(node, kernel.now);
    runAfter(quarantine);
  }

  function runAfter(delay: number): void {
    const due = nextTick(kernel.now + delay, period, phase);
    if (due >= runsAt) return;
    runsAt = due;
    kernel.schedule(due - kernel.now, () => {
      if (runsAt === due) runsAt = Number.POSITIVE_INFINITY;
      collect();
    });
  }

  function collect(): void {
    const pods = api.list<Pod>("Pod");
    collectFinished(pods);
    for (const pod of pods) {
      const { nodeName } = pod.spec;
      if (nodeName === undefined) continue;
      const node = nodeNamed(nodeName);
      if (node !== undefined) {
        if (pod.metadata.deletionTimestamp !== undefined && isOutOfService(node)) remove(pod);
      } else if (isLost(nodeName)) {
        if (!isFinished(pod))
          disrupt(context, pod, "DeletionByPodGC", "PodGC: node no longer exists", failed);
        remove(pod);
      }
    }
  }

  function isLost(node: string): boolean {
    const since = goneSince.get(node);
    if (since === undefined) return false;
    if (kernel.now - since >= quarantine) return true;
    runAfter(since + quarantine - kernel.now);
    return false;
  }

  function collectFinished(pods: readonly Pod[]): void {
    if (finished <= keptFinished) return;
    const created = (pod: Pod): number => parseTimestamp(pod.metadata.creationTimestamp);
    const oldest = pods.filter(isFinished).sort((a, b) => created(a) - created(b));
    for (const pod of oldest.slice(0, finished - keptFinished)) remove(pod);
  }

  /** A pod whose kubelet is gone would be running for ever otherwise. */
  function remove(pod: Pod): void {
    const stored = api.get<Pod>(refOf(pod));
    if (stored?.metadata.uid !== pod.metadata.uid) return;
    if (!isFinished(stored)) api.updateStatus<Pod>(refOf(pod), (status) => ({ ...status, ...failed }));
    api.delete(refOf(pod), { grace: 0, uid: pod.metadata.uid });
  }

  function nodeNamed(name: string): Node | undefined {
    const node = api.get<Node>({ kind: "Node", namespace: "", name });
    if (node !== undefined) goneSince.delete(name);
    return node;
  }
}

const failed = { phase: "Failed" } as const;

const isFinishedPod = (object: unknown): boolean => object !== undefined && isFinished(object as Pod);

const isOutOfService = (node: Node): boolean =>
  readyStatus(node) !== "True" && (node.spec.taints ?? []).some(({ key }) => key === outOfService);
