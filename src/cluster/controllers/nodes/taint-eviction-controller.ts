import type { ScheduledEvent } from "../../../sim/event-queue.ts";
import type { Node, Taint } from "../../api/node.ts";
import { type KubeObject, keyOf, refOf } from "../../api/object.ts";
import type { Pod, Toleration } from "../../api/pod.ts";
import type { ClusterContext } from "../../cluster.ts";
import { isTolerated } from "../../scheduler/plugins/node-plugins.ts";
import { disrupt } from "../disrupt.ts";

interface Eviction {
  readonly uid: string;
  readonly createdAt: number;
  readonly due: number;
  readonly event: ScheduledEvent;
}

/**
 * Deletes pods from nodes with NoExecute taints that they do not tolerate, or no longer
 * (pkg/controller/tainteviction/taint_eviction.go).
 */
export function startTaintEvictionController(context: ClusterContext): void {
  const { api, kernel, latency, events, rules } = context;
  const source = rules.separateTaintEviction ? "taint-eviction-controller" : "taint-controller";
  const evictions = new Map<string, Eviction>();
  const taintsOf = new Map<string, readonly Taint[]>();

  api.watch<Node>("Node", ({ type, object }) => {
    const { name } = object.metadata;
    const before = taintsOf.get(name) ?? [];
    const taints =
      type === "DELETED" ? [] : (object.spec.taints ?? []).filter(({ effect }) => effect === "NoExecute");
    if (taints.length === 0) taintsOf.delete(name);
    else taintsOf.set(name, taints);
    if (taints.length + before.length === 0) return;
    kernel.schedule(latency.controller, () => {
      for (const pod of api.list<Pod>("Pod")) if (pod.spec.nodeName === name) consider(pod);
    });
  });
  api.watch<Pod>("Pod", ({ type, object, old }) => {
    if (type === "DELETED") cancel(object);
    else if (object.spec.nodeName !== undefined && taintsOf.has(object.spec.nodeName) && isNews(object, old))
      kernel.schedule(latency.controller, () => consider(object));
  });

  function consider(pod: Pod): void {
    const taints = taintsOf.get(pod.spec.nodeName ?? "") ?? [];
    const delay = toleratedFor(taints, pod.spec.tolerations ?? []);
    const scheduled = evictions.get(keyOf(pod));
    if (delay === Number.POSITIVE_INFINITY) {
      cancelAndTell(pod);
      return;
    }
    const createdAt = scheduled?.uid === pod.metadata.uid && delay > 0 ? scheduled.createdAt : kernel.now;
    if (scheduled !== undefined) {
      // A second taint never gives a pod more time.
      if (delay > 0 && createdAt + delay < kernel.now + delay) return;
      cancelAndTell(pod);
    }
    const due = createdAt + delay;
    const event = kernel.schedule(due - kernel.now, () => evict(pod));
    evictions.set(keyOf(pod), { uid: pod.metadata.uid, createdAt, due, event });
  }

  function evict(pod: Pod): void {
    evictions.delete(keyOf(pod));
    const stored = api.get<Pod>(refOf(pod));
    if (stored === undefined || stored.metadata.uid !== pod.metadata.uid) return;
    events.record(source, pod, "Normal", "TaintManagerEviction", `Marking for deletion Pod ${keyOf(pod)}`);
    if (stored.metadata.deletionTimestamp !== undefined) return;
    disrupt(context, pod, "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint");
    api.delete(refOf(pod), { uid: pod.metadata.uid });
  }

  function cancelAndTell(pod: Pod): void {
    if (cancel(pod))
      events.record(
        source,
        pod,
        "Normal",
        "TaintManagerEviction",
        `Cancelling deletion of Pod ${keyOf(pod)}`,
      );
  }

  function cancel(pod: KubeObject): boolean {
    const scheduled = evictions.get(keyOf(pod));
    if (scheduled === undefined) return false;
    kernel.cancel(scheduled.event);
    evictions.delete(keyOf(pod));
    return true;
  }
}

const isNews = (pod: Pod, old: Pod | undefined): boolean =>
  old === undefined ||
  old.spec.nodeName !== pod.spec.nodeName ||
  old.spec.tolerations !== pod.spec.tolerations;

/** Milliseconds for which a pod may stay with these taints; Infinity: for ever. */
function toleratedFor(taints: readonly Taint[], tolerations: readonly Toleration[]): number {
  if (taints.some((taint) => !isTolerated(taint, tolerations))) return 0;
  const used = tolerations.filter((each) => taints.some((taint) => isTolerated(taint, [each])));
  const limits = used.flatMap(({ tolerationSeconds }) =>
    tolerationSeconds === undefined ? [] : [Math.max(tolerationSeconds, 0) * 1000],
  );
  return Math.min(Number.POSITIVE_INFINITY, ...limits);
}
