import type { Node } from "../../api/node.ts";
import { keyOf } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { DaemonSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { belongsOn } from "./daemon-placement.ts";
import { type DaemonStep, surges, surplusPods } from "./daemon-update.ts";
import type { FailedPodBackoff } from "./failed-pod-backoff.ts";

/** Where a DaemonSet lacks a pod and which of its pods should not be there (pkg/controller/daemon/daemon_controller.go, manage). */
export function misplacedPods(
  context: ClusterContext,
  set: DaemonSet,
  hash: string,
  nodes: readonly Node[],
  podsOn: ReadonlyMap<string, readonly Pod[]>,
  backoff: FailedPodBackoff,
  retryAfter: (milliseconds: number) => void,
): DaemonStep {
  const remove: Pod[] = [];
  const add: string[] = [];
  for (const node of nodes) {
    const { name } = node.metadata;
    const { run, stay } = belongsOn(set, node);
    const there = podsOn.get(name) ?? [];
    const live = there.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    if (run && there.length === 0) add.push(name);
    else if (!stay) remove.push(...live);
    else {
      const running = live.filter(({ status }) => status.phase !== "Failed" && status.phase !== "Succeeded");
      remove.push(
        ...live.filter((pod) => !running.includes(pod) && mayReplace(pod, name)),
        ...surplusPods(set, hash, running, context.clock.milliseconds),
      );
      if (running.length === 0 && run && surges(set)) add.push(name);
    }
  }
  const known = new Set(nodes.map(({ metadata }) => metadata.name));
  for (const [node, pods] of podsOn)
    if (!known.has(node)) remove.push(...pods.filter(({ spec }) => spec.nodeName === undefined));
  return { remove, add };

  /** Whether a pod that has ended may make room now; one that failed has to wait longer each time. */
  function mayReplace(pod: Pod, node: string): boolean {
    const where = `daemon pod ${keyOf(pod)} on node ${node}`;
    if (pod.status.phase === "Failed") {
      const wait = backoff.next(`${set.metadata.uid}/${node}`);
      if (wait > 0) {
        retryAfter(wait);
        return false;
      }
      tell("Warning", "FailedDaemonPod", `Found failed ${where}, will try to kill it`);
    } else tell("Normal", "SucceededDaemonPod", `Found succeeded ${where}, will try to delete it`);
    return true;
  }

  function tell(type: "Normal" | "Warning", reason: string, message: string): void {
    context.events.record("daemonset-controller", set, type, reason, message);
  }
}
